import assert from 'node:assert/strict'
import { test } from 'node:test'
import { auditActionLabel } from '../src/components/values/audit-labels.ts'

test('the audit trail calls things as the pages do', () => {
  for (const [action, label] of [
    ['relying-party.secret-ended', 'Sign-in application: secret ended'],
    ['registered-api.created', 'API: created'],
    ['saml-key.rotated', 'SAML key: rotated'],
    ['claim-mapping.deleted', 'Claim mapping: deleted'],
    ['environment.updated', 'Stage: changed'],
    ['newer-thing.moved-away', 'newer thing: moved away'],
  ] as const) {
    assert.equal(auditActionLabel(action), label)
  }
})
