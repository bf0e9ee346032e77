import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { createPasswordUser } from '@portico/testing/password-users.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { createBuiltInMember } from '@portico/testing/signed-in-members.ts'
import { startSmtpServer, type TestSmtpServer } from '@portico/testing/smtp.ts'
import { listAuditEntries } from '../../src/modules/foundation/audit/list-audit-entries.ts'
import { enqueueMail } from '../../src/modules/foundation/mail/enqueue-mail.ts'
import { type PermissionName, permissions } from '../../src/modules/foundation/permissions/permission-catalogue.ts'

const path = '/api/management/v1/mail-settings'
const controlling = permissions.filter(({ controlsAccess }) => controlsAccess).map(({ fullName }) => fullName)
const manageMail: PermissionName = 'Configuration management > Manage Email configurations'

describe('Authority over mail', () => {
  let server: TestServer
  let attackers: TestSmtpServer
  const settingsOf = ({ port }: TestSmtpServer) => ({
    host: '127.0.0.1',
    port,
    security: 'none',
    fromAddress: 'portico@example.com',
  })
  const request = (token: string, method: string, body?: unknown, at = path): Promise<Received> =>
    send(server.url, method, at, { token, ...(body === undefined ? {} : { body }) })

  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    attackers = await startSmtpServer()
  })

  test('an API client that manages mail does not become the Administrator through a reset mail', async () => {
    const { token } = await server.caller(manageMail)
    const administrator = await createPasswordUser(server)
    await changingNothing(server, async () => {
      assertProblem(await request(token, 'PUT', settingsOf(attackers)), 'permission_missing', 'Manage users')
    })
    await send(server.url, 'POST', '/portal/password/forgotten', { body: { email: administrator.email } })
    await server.context.pendingPasswordResets.settled()
    await server.context.mailWorker.drain()
    assert.deepEqual(attackers.mails, [])
    const listed = await request(token, 'GET', undefined, '/api/management/v1/mails')
    assert.equal(listed.body.results[0].kind, 'password-reset')
    assert.doesNotMatch(listed.text, /\b\d{6}\b/)
    const refused = await request(token, 'GET', undefined, `/api/management/v1/mails/${listed.body.results[0].key}`)
    assertProblem(refused, 'permission_missing', 'Manage users', 'for the whole organization')

    // Who may read the code can be the Administrator, but not without a trace.
    const all = await server.caller(...controlling)
    const { key } = listed.body.results[0]
    const read = await request(all.token, 'GET', undefined, `/api/management/v1/mails/${key}`)
    assert.match(read.body.text, /\b\d{6}\b/)
    const { results } = await listAuditEntries(server.context, server.system, { action: ['mail.read'] })
    assert.deepEqual(
      results.map(({ actor, entity, newValues }) => [actor.key, entity.key, newValues]),
      [[all.credentials.key, key, { kind: 'password-reset', toAddress: administrator.email }]],
    )
  })

  test('each permission that controls access is needed, to change the settings and to read a mail', async () => {
    const key = await enqueueMail(server.context, server.organizationKey, {
      kind: 'test',
      to: { address: 'ada@example.com', name: null },
      values: {},
    })
    const all = await server.caller(...controlling)
    assert.equal((await request(all.token, 'GET', undefined, `/api/management/v1/mails/${key}`)).status, 200)
    // Manage users and Manage end-user groups bring others along: these are missing only together with them.
    const brought: Record<string, PermissionName[]> = {
      'User and access management > Manage member access': ['User and access management > Manage users'],
      'End-user management > Manage end-user access': [
        'User and access management > Manage users',
        'End-user management > Manage end-user groups',
      ],
    }
    for (const missing of controlling.filter((name) => name !== manageMail)) {
      const held = controlling.filter((name) => name !== missing && !brought[missing]?.includes(name))
      const { token } = await server.caller(...held)
      await changingNothing(server, async () => {
        for (const [method, body, at] of [
          ['PUT', settingsOf(attackers), path],
          ['DELETE', undefined, path],
          ['GET', undefined, `/api/management/v1/mails/${key}`],
        ] as const) {
          assertProblem(await request(token, method, body, at), 'permission_missing', missing)
        }
      })
      assert.equal((await request(token, 'GET')).status, 200, 'reading the settings needs less')
    }
  })

  test('administrators are told through the former server, and the change is audited where that fails', async () => {
    const { email } = await createBuiltInMember(server, 'Administrator')
    await createBuiltInMember(server, 'Developer')
    const { token } = await server.caller(...controlling)
    const former = await startSmtpServer()
    const lastEntry = async () => (await listAuditEntries(server.context, server.system, { limit: 1 })).results[0]

    assert.equal((await request(token, 'PUT', settingsOf(former))).status, 204)
    const kept = await request(token, 'GET', undefined, '/api/management/v1/mails?kind=settings-notice&status=kept')
    assert.deepEqual(
      kept.body.results.map((mail: { toAddress: string }) => mail.toAddress),
      [email],
      'without a former server it is kept',
    )

    assert.equal((await request(token, 'PUT', settingsOf(attackers))).status, 204)
    await server.context.pendingSettingsNotices.settled()
    assert.deepEqual(
      former.mails.map(({ to }) => to),
      [[email]],
    )
    assert.match(former.mails[0]?.part('text/plain') ?? '', /Test client changed the mail settings.*127\.0\.0\.1/s)
    assert.equal((await lastEntry())?.action, 'mail-settings.updated')

    await attackers.close()
    assert.equal((await request(token, 'DELETE')).status, 204)
    assert.equal((await request(token, 'GET')).body.source, 'none', 'the change stands')
    await server.context.pendingSettingsNotices.settled()
    const failed = await lastEntry()
    assert.equal(failed?.action, 'mail-settings.notice-failed')
    assert.equal(failed?.result, 'Failure')
    assert.equal(failed?.newValues?.administratorsNotTold, 1)
    assert.match(JSON.stringify(failed?.newValues?.reasons), /cannot be reached/)
  })

  test('the server of the operator tells the administrators where the former one does not answer', async () => {
    const operators = await startSmtpServer()
    const own = await startTestServer({
      engine: anyEngine,
      environment: {
        PORTICO_SMTP_URL: `smtp://127.0.0.1:${operators.port}?security=none`,
        PORTICO_MAIL_FROM: 'portico@example.com',
      },
    })
    const { email } = await createBuiltInMember(own, 'Administrator')
    const { call } = await own.caller(...controlling)
    const gone = await startSmtpServer()
    await call('PUT', path, settingsOf(gone))
    await gone.close()
    await call('DELETE', path)
    await own.context.pendingSettingsNotices.settled()
    assert.deepEqual(
      operators.mails.map(({ to }) => to),
      [[email], [email]],
    )
    const { results } = await listAuditEntries(own.context, own.system, { action: ['mail-settings.notice-failed'] })
    assert.deepEqual(results, [])
  })
})
