import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { updateApiClient } from '@portico/server/modules/api-clients/clients/update-api-client.ts'
import { ASSERTION_TYPE, createSigningKey, signAssertion } from '@portico/testing/authorization-server.ts'
import { changingNothing, contentsOf } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { exampleBodies, preparations } from '@portico/testing/example-bodies.ts'
import { createExamples, type ExampleKeys, fillPath } from '@portico/testing/examples.ts'
import { type DescribedOperation, inOrder, onlyReads, readOperations } from '@portico/testing/operations.ts'
import { type Received, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { until } from '@portico/testing/until.ts'
import { sql } from 'kysely'
import type { AuditEntry } from '../../src/modules/foundation/audit/audit-schemas.ts'
import { rotateSigningKey } from '../../src/modules/foundation/signing-keys/rotate-signing-key.ts'

const trail = '/api/management/v1/audit-entries'

/** What an entry tells: what held before, what holds now, or both, by what its action ends with. */
const told: [action: RegExp, values: ('oldValues' | 'newValues')[]][] = [
  [
    /\.(created|invitation-link-created|revision-created|started|invited|tested|granted|deployed|users-added|application-roles-added|identity-linked|password-reset-requested)$/,
    ['newValues'],
  ],
  [
    /\.(deleted|revoked|undeployed|users-removed|application-roles-removed|sessions-ended|offboarded|secret-ended|removed|identity-unlinked)$/,
    ['oldValues'],
  ],
  [
    /\.(updated|revision-updated|assigned|permissions-changed|scopes-changed|secret-generated|suspended|resumed|activated|deactivated|rotated)$/,
    ['oldValues', 'newValues'],
  ],
]

/** The change of the examples is over, and cancelling it does nothing: its own tests look at the entry. */
const isOver = ({ operationId }: DescribedOperation): boolean => operationId === 'BulkChange_Cancel'

/** Carried out later than it is answered, in a transaction of its own that the tests of its worker interrupt. */
const isBulk = ({ operationId }: DescribedOperation): boolean =>
  operationId === 'BulkUserProfile_CreateBulkUserProfilesOperation'

onBothEngines('The audit trail of every write', (engine) => {
  let server: TestServer
  let token: string
  let keys: ExampleKeys
  let writes: DescribedOperation[]
  let bodies: Record<string, unknown>
  /** Everything secret that was sent or answered */
  const secrets: string[] = []
  const clientKey = createSigningKey('ES256', 'client-key')
  const privateJwk = clientKey.privateKey.export({ format: 'jwk' })

  const carryOut = async ({ operationId, method, path }: DescribedOperation): Promise<Received> => {
    const received = await send(server.url, method, fillPath(path, keys), { token, body: bodies[operationId] })
    if (received.body?.clientSecret) secrets.push(received.body.clientSecret)
    return received
  }

  const entriesOf = async ({ traceId }: Received): Promise<AuditEntry[]> => {
    const { text, body } = await send(server.url, 'GET', trail, { token })
    assert.ok(body.results, text)
    return body.results.filter((entry: AuditEntry) => entry.traceId === traceId)
  }

  /** Nothing can be added to the audit trail meanwhile. */
  const withoutTrail = async <T>(work: () => Promise<T>): Promise<T> => {
    const { db } = server.context.database
    const [forbid, allow] = trailLocks[engine]
    for (const statement of forbid) await sql.raw(statement).execute(db)
    const result = await work()
    for (const statement of allow) await sql.raw(statement).execute(db)
    return result
  }

  before(async () => {
    server = await startTestServer({ engine, environment: { PORTICO_RATE_LIMIT: 'off' } })
    const administrator = await server.administrator()
    token = administrator.token
    const { key, clientSecret } = administrator.credentials
    await updateApiClient(server.context, server.system, key, { mayRotateSecret: true })
    keys = await createExamples(
      server,
      (method, path, body) => send(server.url, method, path, { token, body }),
      'Example',
    )
    writes = (await readOperations(server.url)).filter((one) => !onlyReads(one) && !isOver(one)).sort(inOrder)
    bodies = withSecrets(exampleBodies(keys, 'Written'))
    bodies.ApiClient_RotateOwnSecret = { clientSecret }
    secrets.push(token, clientSecret, privateJwk.d ?? '')
  })

  /** What is secret in a body that an example has none in */
  const withSecrets = (examples: Record<string, unknown>): Record<string, unknown> => {
    const secret = (which: string) => ({ clientSecret: `the-${which}-secret-of-a-provider` })
    const smtp = { username: 'portico', password: 'the-password-of-an-smtp-server' }
    secrets.push(smtp.password, ...['first', 'second'].map((which) => secret(which).clientSecret))
    const { oidcConfiguration, ...provider } = examples.IdentityProvider_Create as { oidcConfiguration: object }
    return {
      ...examples,
      IdentityProvider_Create: { ...provider, oidcConfiguration: { ...oidcConfiguration, ...secret('first') } },
      IdentityProvider_Edit: { oidcConfiguration: secret('second') },
      MailSettings_Write: { ...(examples.MailSettings_Write as object), ...smtp },
      ApiClient_Edit: { ...(examples.ApiClient_Edit as object), jwks: { keys: [clientKey.publicJwk] } },
    }
  }

  test('has an example for every write that takes a body', () => {
    assert.ok(writes.length >= 44, `only ${writes.length} writes`)
    for (const { operationId, body } of writes) {
      assert.ok(!body || operationId in bodies, `${operationId} needs a body in exampleBodies`)
    }
  })

  test('has an entry with old and new values for each that works, and none works without', async () => {
    for (const operation of writes) {
      const { operationId } = operation
      for (const first of preparations[operationId] ?? []) {
        const preparation = writes.find(({ operationId }) => operationId === first)
        assert.ok(preparation, first)
        const { status, text } = await carryOut(preparation)
        assert.ok(status < 300, `${first} before ${operationId}: ${status} ${text}`)
      }
      if (!isBulk(operation)) {
        const refused = await changingNothing(server, () => withoutTrail(() => carryOut(operation)))
        assert.equal(refused.status, 500, `${operationId} is carried out without its audit entry: ${refused.text}`)
      }
      const received = await carryOut(operation)
      assert.ok(received.status < 300, `${operationId} ${received.status} ${received.text}`)
      if (isBulk(operation)) await until(async () => (await entriesOf(received)).length > 0, 5_000)
      const entries = await entriesOf(received)
      assert.ok(entries.length > 0, `${operationId} leaves no audit entry`)
      for (const entry of entries) checkValues(operationId, entry)
      // Once more it changes nothing, and leaves no entry that says so.
      if (!/^(PATCH|PUT)$/.test(operation.method)) continue
      for (const entry of await entriesOf(await carryOut(operation))) checkValues(`${operationId} again`, entry)
    }
  })

  const checkValues = (operationId: string, entry: AuditEntry): void => {
    const context = `${operationId}: ${JSON.stringify(entry)}`
    const values = told.find(([action]) => action.test(entry.action))?.[1]
    assert.ok(values, `does ${entry.action} tell old values, new ones or both? Add it to the table. ${context}`)
    // Of a secret the entry tells that there is a new one: neither of the two.
    const isSecretNew = entry.newValues?.isClientSecretNew === true
    for (const which of isSecretNew ? ['newValues' as const] : values)
      assert.ok(entry[which] && Object.keys(entry[which]).length > 0, context)
    assert.notDeepEqual(entry.oldValues, entry.newValues, context)
    assert.ok(entry.entity.name, context)
  }

  test('holds no secret, as it is or encrypted or hashed, nor do its exports and the log', async () => {
    const { db } = server.context.database
    // Deleted along with what they belong to above, so these are other ones.
    const client = writes.find(({ operationId }) => operationId === 'ApiClient_Create') as DescribedOperation
    bodies = withSecrets(exampleBodies(keys, 'Last'))
    const created = await carryOut(client)
    const at = `/api/management/v1/api-clients/${created.body.key}`
    const jwks = { keys: [clientKey.publicJwk] }
    assert.equal((await send(server.url, 'PATCH', at, { token, body: { jwks } })).status, 204)
    const withPrivate = await send(server.url, 'PATCH', at, { token, body: { jwks: { keys: [privateJwk] } } })
    assert.equal(withPrivate.status, 400, withPrivate.text)
    const discovery = '/identity/.well-known/openid-configuration'
    const { issuer: aud } = (await send(server.url, 'GET', discovery)).body
    const signed = await signAssertion(clientKey, created.body.clientId, { aud })
    const form = {
      grant_type: 'client_credentials',
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: signed,
    }
    for (const isNew of [true, false]) {
      // The second time it has been used, and is refused.
      const answer = await send(server.url, 'POST', '/identity/token', { form })
      const { access_token: issued, ...rest } = answer.body
      assert.equal(answer.status === 200, isNew, JSON.stringify(rest))
      if (issued) secrets.push(issued)
    }
    secrets.push(signed)
    await rotateSigningKey(server.context, server.system, { algorithm: 'ES256', isImmediate: true })

    const provider = writes.find(({ operationId }) => operationId === 'IdentityProvider_Create') as DescribedOperation
    assert.equal((await carryOut(provider)).status, 201)
    const kept = [
      ...(await db.selectFrom('api_client_secrets').select('hash as text').execute()),
      ...(await db.selectFrom('signing_keys').select('private_key_encrypted as text').execute()),
      ...(await db.selectFrom('identity_providers').select('client_secret_encrypted as text').execute()),
    ]
    secrets.push(...kept.flatMap(({ text }) => text ?? []))
    assert.ok(secrets.length >= 15 && secrets.every((secret) => secret.length > 20), `${secrets.length} secrets`)

    const places = {
      entries: ((await contentsOf(db)).audit_entries ?? []).join('\n'),
      list: (await send(server.url, 'GET', trail, { token })).text,
      csv: (await send(server.url, 'GET', `${trail}/export`, { token })).text,
      jsonl: (await send(server.url, 'GET', `${trail}/export?format=jsonl`, { token })).text,
      log: server.logLines.map((line) => JSON.stringify(line)).join('\n'),
    }
    for (const [name, text] of Object.entries(places)) {
      for (const secret of secrets) assert.ok(!text.includes(secret), `${secret} stands in the ${name}`)
      assert.doesNotMatch(text, /ptcs_|BEGIN|"d\\?":/, name)
    }
    for (const what of ['api-client.secret-generated', 'signing-key.rotated', 'identity-provider.updated']) {
      assert.ok(places.entries.includes(what) && places.csv.includes(what) && places.jsonl.includes(what), what)
    }
    assert.ok(places.log.includes('"status":500') && places.log.includes('/identity/token'))
  })
})

/** The statements that keep anything from being added to the audit trail, and those that allow it again. */
const trailLocks = {
  sqlite: [
    [`create trigger no_trail before insert on audit_entries begin select raise(abort, 'the trail is closed'); end`],
    ['drop trigger no_trail'],
  ],
  postgres: [
    [
      `create function refuse_trail() returns trigger language plpgsql as $$
        begin raise exception 'the trail is closed'; end $$`,
      'create trigger no_trail before insert on audit_entries for each row execute function refuse_trail()',
    ],
    ['drop trigger no_trail on audit_entries', 'drop function refuse_trail()'],
  ],
} as const
