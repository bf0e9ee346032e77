import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { exampleBodies } from '@portico/testing/example-bodies.ts'
import { createExamples, fillPath } from '@portico/testing/examples.ts'
import { inOrder, onlyReads, readOperations } from '@portico/testing/operations.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer } from '@portico/testing/server.ts'
import { auditFieldLabel, hasAuditFieldLabel } from '../src/components/activity/audit-field-label.ts'
import { auditValueWords } from '../src/components/activity/audit-value-words.ts'
import { operationWords } from '../src/components/activity/operation-words.ts'
import { auditActionLabel } from '../src/components/values/audit-labels.ts'
import { actionsNamed } from '../src/pages/audit-trail/action-options.ts'

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

test('a refused request is told in words, and by its path where there are none', () => {
  for (const [route, words] of [
    ['POST /api/management/v1/api-clients/:key/secrets', 'API client: generate secret'],
    ['DELETE /api/identity/v1/users/:key/organization-roles/:roleKey', 'User: revoke role'],
    ['PUT /api/management/v1/api-clients/:key/permissions', 'API client: change'],
    ['GET /api/identity/v1/groups/:key/users', 'Group: view'],
    ['DELETE /api/identity/v1/groups/:key', 'Group: delete'],
    ['POST /api/identity/v1/users', 'User: create'],
    ['GET /api/management/v1/newer-things', undefined],
  ] as const) {
    assert.equal(operationWords(route), words)
  }
})

test('actions are found by words of their names', () => {
  assert.deepEqual(actionsNamed('Client: secret gen'), ['api-client.secret-generated'])
  assert.ok(actionsNamed('deactivated').includes('user.deactivated'))
  // German puts words together.
  assert.deepEqual(actionsNamed('registration fail', 'de'), ['user.registration-failed'])
  assert.deepEqual(actionsNamed('thentication fail', 'de'), ['api-client.authentication-failed'])
  assert.deepEqual(actionsNamed('thentication fail'), [])
  assert.deepEqual([actionsNamed('us'), actionsNamed('--'), actionsNamed('ecret generated')], [[], [], []])
})

test('values of entries have the words of the pages, and only the server’s own do', () => {
  assert.equal(auditFieldLabel('secretExpiresAt'), 'Secret expires')
  assert.equal(auditFieldLabel('isEmailVerified'), 'E-mail verified')
  assert.equal(auditFieldLabel('newerSetting'), 'Newer setting')
  assert.equal(auditFieldLabel('constructor'), 'Constructor')
  assert.equal(auditFieldLabel('invitation.pt'), 'Invitation (Português)')
  assert.equal(auditFieldLabel('constructor.pt'), 'Constructor.pt')
  assert.equal(auditValueWords('status', 'PendingRegistration'), 'Pending registration')
  assert.equal(auditValueWords('method', 'password+totp'), 'Password and code')
  assert.equal(auditValueWords('reason', 'wrong secret'), 'The secret is wrong')
  assert.equal(auditValueWords('action', 'AddToGroup'), 'Add to group')
  assert.equal(auditValueWords('name', 'wrong'), undefined)
})

test('each value that the server records has a name in the language of the page', async () => {
  const server = await startTestServer({ engine: anyEngine, environment: { PORTICO_RATE_LIMIT: 'off' } })
  const { token } = await server.administrator()
  const call = (method: string, path: string, body?: unknown) => send(server.url, method, path, { token, body })
  const keys = await createExamples(server, call, 'Example')
  const bodies: Record<string, unknown> = exampleBodies(keys, 'Written')
  const writes = (await readOperations(server.url)).filter((one) => !onlyReads(one)).sort(inOrder)
  for (const { operationId, method, path } of writes) await call(method, fillPath(path, keys), bodies[operationId])
  const fields = new Set<string>()
  for (let offset = 0, isLast = false; !isLast; offset += 100) {
    const { results } = (await call('GET', `/api/management/v1/audit-entries?limit=100&offset=${offset}`)).body
    for (const { oldValues, newValues } of results)
      for (const name of Object.keys({ ...oldValues, ...newValues })) fields.add(name)
    isLast = results.length < 100
  }
  assert.ok(fields.size > 80, String(fields.size))
  // A mail and its language have a dot between them.
  const unnamed = [...fields].filter((name) => !hasAuditFieldLabel(name) && !name.includes('.'))
  assert.deepEqual(unnamed, [])
})
