import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { statusReason } from '../src/pages/api-clients/status-reason.ts'

type Client = Parameters<typeof statusReason>[0]

const withoutSecret = { secretExpiresAt: '2026-01-01T00:00:00.000Z', secrets: [], permissions: [] }
const reason = (client: object): string => statusReason({ ...withoutSecret, ...client } as unknown as Client)

describe('the reason for the status of an API client', () => {
  test('an expired secret keeps it from tokens, unless it has public keys', () => {
    assert.match(reason({ status: 'Expired' }), /to let it get tokens again\.$/)
    assert.match(reason({ status: 'Available' }), /It gets tokens with its public keys, and with a new secret\.$/)
  })

  test('what needs attention is a secret that ends soon, or that it may do nothing', () => {
    assert.match(reason({ status: 'NeedsAttention' }), /may do nothing/)
    const secretExpiresAt = new Date(Date.now() + 60_000).toISOString()
    assert.match(reason({ status: 'NeedsAttention', secrets: [{}], secretExpiresAt }), /within a day/)
  })
})
