import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { terminalLine } from './terminal-line.ts'

const line = (fields: object): string => terminalLine(JSON.stringify({ level: 30, time: 0, ...fields })).slice(9)

describe('terminalLine', () => {
  test('says a request in one short line', () => {
    const request = {
      msg: 'request',
      traceId: 'abc',
      method: 'GET',
      path: '/docs',
      status: 200,
      ms: 1.5,
      address: '::1',
    }
    assert.equal(line(request), '200 GET /docs 1.5 ms\n')
  })

  test('adds the trace id where the server failed', () => {
    const request = { level: 50, msg: 'request', traceId: 'abc', method: 'GET', path: '/x', status: 503, ms: 2 }
    assert.equal(line(request), '503 GET /x 2 ms trace abc\n')
  })

  test('shows other values by name, and the stack of an error', () => {
    const error = { message: 'away', stack: 'Error: away\n    at work' }
    assert.equal(
      line({ level: 40, msg: 'no database', host: 'db', err: error }),
      'warning: no database host=db\nError: away\n    at work\n',
    )
  })

  test('shows the text of a mail in lines of its own, none of which steers the terminal', () => {
    const mail = 'Hello,\n\n    493817\n\u001b[2J\n'
    assert.equal(
      line({ msg: 'mail is kept', to: 'ada@example.com', mail }),
      'mail is kept to=ada@example.com\n    Hello,\n    \n        493817\n    \ufffd[2J\n',
    )
  })

  test('does not let a path steer the terminal', () => {
    const request = { msg: 'request', method: 'GET', path: '/\u001b[2J', status: 404, ms: 1 }
    assert.equal(line(request), '404 GET /�[2J 1 ms\n')
  })
})
