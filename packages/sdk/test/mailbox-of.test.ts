import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { mailboxOf } from '../src/index.ts'

describe('mailboxOf', () => {
  test('is the same for one mailbox, however it is written', () => {
    for (const [one, other] of [
      ['Zoë@Köln.example', 'zoë@xn--kln-sna.example'],
      ['ada＠example。com', 'ADA@Example.com'],
      ['not an address', 'NOT an address'],
    ] as const)
      assert.equal(mailboxOf(one), mailboxOf(other))
    assert.notEqual(mailboxOf('a@faß.example'), mailboxOf('a@fass.example'))
  })
})
