import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { statusReason } from '../src/pages/api-clients/status-reason.ts'

type Client = Parameters<typeof statusReason>[0]

const expired = {
  status: 'Expired',
  secretExpiresAt: '2026-01-01T00:00:00.000Z',
  permissions: [],
  jwks: null,
  jwksUri: null,
} as unknown as Client

describe('the reason for the status of an API client', () => {
  test('an expired secret keeps it from tokens, unless it has public keys', () => {
    assert.match(statusReason(expired), /to let it get tokens again\.$/)
    for (const keys of [
      { jwks: { keys: [{ kty: 'EC' }] } },
      { jwksUri: 'https://program.example/keys' },
    ] as unknown as Client[])
      assert.match(statusReason({ ...expired, ...keys }), /It gets tokens with its public keys/)
  })
})
