import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'
import { sql } from 'kysely'
import { matchPermissions } from '../../foundation/permissions/permission-catalogue.ts'

const path = '/api/management/v1/api-clients'

onBothEngines('The audit trail of API clients', (engine) => {
  let server: TestServer
  let admin: Caller

  const request = (method: string, place: string, body?: unknown): Promise<Received> =>
    send(server.url, method, path + place, { token: admin.token, body })

  const entries = async (key: string) => {
    const { db } = server.context.database
    const rows = await db.selectFrom('audit_entries').selectAll().where('entity_key', '=', key).execute()
    return rows.map((row) => ({
      ...row,
      before: row.old_values === null ? null : JSON.parse(row.old_values),
      after: row.new_values === null ? null : JSON.parse(row.new_values),
    }))
  }

  before(async () => {
    server = await startTestServer({ engine })
    admin = await server.administrator()
  })

  test('has an entry for each change, with who, from where, and what it was and became', async () => {
    const created = await request('POST', '', { name: 'Audited', permissions: [{ name: 'View members' }] })
    const { key, clientId, secretExpiresAt } = created.body
    const changes: [method: string, place: string, body?: object][] = [
      ['PATCH', '', { name: 'Renamed', description: 'New', accessTokenType: 'JWT' }],
      ['PUT', '/permissions', { permissions: [{ name: 'Use' }] }],
      ['POST', '/secrets', { overlapHours: 2 }],
      ['POST', '/suspend'],
      ['POST', '/resume'],
      ['POST', '/suspend'],
      ['DELETE', ''],
    ]
    const traces = [created.traceId]
    for (const [method, place, body] of changes) {
      const { status, traceId, text } = await request(method, `/${key}${place}`, body)
      assert.ok(status < 300, text)
      traces.push(traceId)
    }
    const found = new Map((await entries(key)).map((entry) => [entry.trace_id, entry]))
    assert.equal(found.size, 8)
    const inOrder = traces.map((traceId) => found.get(traceId))
    const granted = (name: string) => [{ permissionKey: matchPermissions(name)[0]?.key, name, environmentKeys: null }]
    const viewing = granted('User and access management > View members')
    const using = granted('Mentor > Use')
    const createdBy = { type: 'api-client', key: admin.credentials.key, name: 'Test client' }
    assert.deepEqual(
      inOrder.map((entry) => [entry?.action, entry?.entity_name, entry?.before, entry?.after]),
      [
        [
          'api-client.created',
          'Audited',
          null,
          {
            name: 'Audited',
            clientId,
            secretExpiresAt,
            hasExpiryReminder: true,
            mayRotateSecret: false,
            accessTokenType: 'at+jwt',
            accessTokenMinutes: 720,
            permissions: viewing,
            createdBy,
          },
        ],
        [
          'api-client.updated',
          'Audited',
          { name: 'Audited', description: null, accessTokenType: 'at+jwt' },
          { name: 'Renamed', description: 'New', accessTokenType: 'JWT' },
        ],
        ['api-client.permissions-changed', 'Renamed', { permissions: viewing }, { permissions: using }],
        ['api-client.secret-generated', 'Renamed', { secretExpiresAt }, { secretExpiresAt, overlapHours: 2 }],
        ['api-client.suspended', 'Renamed', { isSuspended: false }, { isSuspended: true }],
        ['api-client.resumed', 'Renamed', { isSuspended: true }, { isSuspended: false }],
        ['api-client.suspended', 'Renamed', { isSuspended: false }, { isSuspended: true }],
        ['api-client.deleted', 'Renamed', { name: 'Renamed', clientId }, null],
      ],
    )
    for (const entry of inOrder) {
      assert.deepEqual(
        [
          entry?.organization_key,
          entry?.actor_type,
          entry?.actor_key,
          entry?.actor_name,
          entry?.address,
          entry?.entity_type,
        ],
        [server.organizationKey, 'api-client', admin.credentials.key, 'Test client', '127.0.0.1', 'api-client'],
      )
      assert.match(entry?.occurred_at ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    }
  })

  test('has no entry for what was refused or changed nothing', async () => {
    const { key } = (await request('POST', '', { name: 'Quiet' })).body
    await changingNothing(server, async () => {
      assertProblem(await request('DELETE', `/${key}`), 'api_client_not_suspended')
      assert.equal((await request('PATCH', `/${key}`, { name: 'Quiet', description: null })).status, 204)
      assert.equal((await request('POST', `/${key}/resume`)).status, 204)
    })
    assert.equal((await entries(key)).length, 1)
  })

  test('is written with the change, or neither is', async () => {
    const { db } = server.context.database
    const { key } = (await request('POST', '', { name: 'Atomic' })).body
    await sql`alter table audit_entries rename to audit_entries_away`.execute(db)
    try {
      await changingNothing(server, async () => {
        const attempts: [method: string, place: string, body?: object][] = [
          ['POST', '', { name: 'Unwritten' }],
          ['PATCH', `/${key}`, { name: 'Unwritten' }],
          ['PUT', `/${key}/permissions`, { permissions: [{ name: 'Use' }] }],
          ['POST', `/${key}/secrets`, {}],
          ['POST', `/${key}/suspend`],
        ]
        for (const [method, place, body] of attempts) {
          const failed = await request(method, place, body)
          assertProblem(failed, 'internal_error', failed.traceId)
          assert.ok(!failed.text.includes('audit_entries'), 'nothing internal')
        }
      })
    } finally {
      await sql`alter table audit_entries_away rename to audit_entries`.execute(db)
    }
    assert.equal((await request('POST', `/${key}/suspend`)).status, 204)
    const errors = server.logLines.filter(({ msg }) => msg === 'unexpected error')
    assert.equal(errors.length, 5, 'each is logged once')
  })
})
