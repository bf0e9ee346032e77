import assert from 'node:assert/strict'
import { test } from 'node:test'
import { auditFieldLabel } from '../src/components/activity/audit-field-label.ts'
import { auditValueWords } from '../src/components/activity/audit-value-words.ts'
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

test('values of entries have the words of the pages, and only the server’s own do', () => {
  assert.equal(auditFieldLabel('secretExpiresAt'), 'Secret works until')
  assert.equal(auditFieldLabel('isEmailVerified'), 'E-mail verified')
  assert.equal(auditFieldLabel('newerSetting'), 'Newer setting')
  assert.equal(auditFieldLabel('constructor'), 'Constructor')
  assert.equal(auditValueWords('status', 'PendingRegistration'), 'Pending registration')
  assert.equal(auditValueWords('method', 'password+totp'), 'Password and code')
  assert.equal(auditValueWords('reason', 'wrong secret'), 'The secret is wrong')
  assert.equal(auditValueWords('name', 'wrong'), undefined)
})
