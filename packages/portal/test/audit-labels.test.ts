import assert from 'node:assert/strict'
import { test } from 'node:test'
import { auditActionLabel, auditEntityInSentence } from '../src/components/values/audit-labels.ts'

test('the audit trail calls things as the pages do', () => {
  for (const [action, label] of [
    ['relying-party.secret-ended', 'Sign-in application: secret ended'],
    ['registered-api.created', 'API: created'],
    ['saml-key.rotated', 'SAML key: rotated'],
    ['claim-mapping.deleted', 'Claim mapping: deleted'],
  ] as const) {
    assert.equal(auditActionLabel(action), label)
  }
  assert.equal(auditEntityInSentence('relying-party'), 'sign-in application')
})
