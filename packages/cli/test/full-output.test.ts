import assert from 'node:assert/strict'
import { once } from 'node:events'
import { closeSync, existsSync, openSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'
import { spawnPortico } from '@portico/testing/command.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'

describe('standard output on a full disk', { skip: !existsSync('/dev/full') }, () => {
  let full: number
  before(() => {
    full = openSync('/dev/full', 'w')
  })
  after(() => closeSync(full))

  test('ends a command with one line that says so', async () => {
    const { stderr, ended } = start(['--version'])
    assert.equal(await text(stderr), 'portico: the disk is full (ENOSPC: no space left on device, write).\n')
    assert.deepEqual(await ended, [1, null])
  })

  test('ends no server, which tries again to stream the audit trail there', async () => {
    const options = ['--data', await temporaryFolder(), '--port', '0', '--metrics-port', 'off', '--audit-stream', '-']
    const { child, stderr, ended } = start(['start', '--no-sample', ...options])
    let [url, hasFailed] = ['', false]
    for await (const line of createInterface({ input: stderr })) {
      url = /Server listening at (http:[^"]+)/.exec(line)?.[1] ?? url
      hasFailed ||= line.includes('the audit trail cannot be streamed')
      if (url && hasFailed) break
    }
    assert.equal((await fetch(`${url}/readyz`)).status, 200)
    child.kill('SIGTERM')
    assert.deepEqual(await ended, [0, null])
  })

  function start(args: string[]) {
    const child = spawnPortico(args, { stdout: full })
    return { child, stderr: child.stderr as Readable, ended: once(child, 'exit') }
  }
})
