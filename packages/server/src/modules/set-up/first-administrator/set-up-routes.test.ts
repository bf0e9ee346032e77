import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { tokenInMail } from '@portico/testing/mail-texts.ts'
import { addOrganization, openElsewhere, sendTo } from '@portico/testing/organizations.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer, testClock } from '@portico/testing/server.ts'
import { sessionOf } from '@portico/testing/signed-in-members.ts'
import { softwarePasskey } from '@portico/testing/software-passkey.ts'
import { until } from '@portico/testing/until.ts'
import { grantUserOrganizationRole } from '../../directory/assignments/grant-user-organization-role.ts'
import { listUsers } from '../../directory/users/list-users.ts'
import { listAuditEntries } from '../../foundation/audit/list-audit-entries.ts'
import { checkFirstFactor } from '../../sign-in/sign-ins/check-first-factor.ts'
import { isSetUp } from './is-set-up.ts'
import { issueSetUpLink } from './issue-set-up-link.ts'

const from = { address: null, traceId: null }
const day = 86_400_000
const discovery = '/identity/.well-known/openid-configuration'

onBothEngines('setting up an organization', (engine) => {
  let server: TestServer
  let issue: (options?: { anyway?: boolean }) => Promise<string | undefined>

  before(async () => {
    server = await startTestServer({ engine, sample: true })
  })
  // Each test begins with an organization of its own without an administrator.
  const begin = async (): Promise<TestServer> => {
    const clock = testClock()
    const own = await startTestServer({ engine, clock })
    return Object.assign(own, { clock })
  }
  const issueFor =
    ({ context, organizationKey, url }: TestServer) =>
    async (options?: { anyway?: boolean }): Promise<string | undefined> => {
      const issued = await issueSetUpLink(context, { key: organizationKey, baseUrl: url }, options)
      return issued && tokenInMail(issued.link)
    }
  const body = (token: string | undefined, more = {}) => ({
    token: token ?? '',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    password: goodPassword,
    ...more,
  })
  const setUp = (own: TestServer, token: string | undefined, more = {}): Promise<Received> =>
    send(own.url, 'POST', '/portal/set-up', { body: body(token, more) })

  const readLink = (own: TestServer, token: string | undefined, headers = {}): Promise<Received> =>
    send(own.url, 'POST', '/portal/set-up/read', { body: { token }, headers })

  test('the link makes the first administrator, who can sign in and do everything', async () => {
    const own = await begin()
    issue = issueFor(own)
    assert.equal(await isSetUp(own.context, own.organizationKey), false)
    assert.equal((await setUp(own, await issue())).status, 204)
    assert.equal(await isSetUp(own.context, own.organizationKey), true)
    const { key: userKey } = await checkFirstFactor(
      own.context,
      own.organizationKey,
      { email: 'ada@example.com', password: goodPassword },
      from,
    )
    const session = await sessionOf(own, own.organizationKey, userKey)
    const { body: user } = await session.send('GET', `/api/identity/v1/users/${userKey}`)
    assert.deepEqual([user.name, user.status, user.access.hasOrganizationRoles], ['Ada Lovelace', 'Active', true])
    const { results } = await listAuditEntries(own.context, own.system, {})
    const recorded = results.filter(({ actor }) => actor.name === 'set-up link')
    assert.deepEqual(recorded.map(({ action }) => action).sort(), [
      'organization-role.granted',
      'organization.set-up',
      'user.created',
    ])
    assert.ok(recorded.every(({ actor, entity }) => actor.address === '127.0.0.1' && entity.name !== null))
    assert.equal(await issue(), undefined, 'no further link is made')
  })

  test('works once, for one of those who try at the same time', async () => {
    const own = await begin()
    const token = await issueFor(own)()
    const answers = await Promise.all([1, 2, 3, 4].map((n) => setUp(own, token, { email: `ada${n}@example.com` })))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 400, 400, 400])
    assertProblem(await setUp(own, token, { email: 'eve@example.com' }), 'link_invalid')
  })

  test('a newer link replaces the former one, and none outlives a day or the first administrator', async () => {
    const own = (await begin()) as TestServer & { clock: ReturnType<typeof testClock> }
    issue = issueFor(own)
    const [former, newer] = [await issue(), await issue()]
    assertProblem(await readLink(own, former), 'link_invalid')
    assertProblem(await setUp(own, former), 'link_invalid')
    for (const _ of ['once', 'again']) assert.equal((await readLink(own, newer)).status, 204, 'it stays')
    own.clock.advance(day)
    assertProblem(await setUp(own, newer), 'link_invalid')
    const last = await issue()
    const roles = await own.context.database.db.selectFrom('organization_roles').selectAll().execute()
    const roleKey = roles.find(({ built_in }) => built_in === 'Administrator')?.key ?? ''
    const { key } = await createPasswordUser(own)
    await grantUserOrganizationRole(own.context, own.system, { key, roleKey }, null)
    assertProblem(await readLink(own, last), 'already_set_up')
    assertProblem(await setUp(own, last), 'already_set_up')
    assert.equal((await readLink(own, await issue({ anyway: true }))).status, 204, 'for one more')
    assert.equal(await isSetUp(own.context, own.organizationKey), true)
  })

  test('a made-up token, another organization’s, and a foreign page get nothing', async () => {
    const own = await begin()
    const token = await issueFor(own)()
    const computed = own.context.hashes.computed()
    assertProblem(await setUp(own, 'x'.repeat(43)), 'link_invalid')
    assertProblem(await readLink(own, 'x'.repeat(43)), 'link_invalid')
    assert.equal(own.context.hashes.computed(), computed, 'no work without a valid link')
    const headers = { origin: 'https://evil.example' }
    assertProblem(await send(own.url, 'POST', '/portal/set-up', { body: body(token), headers }), 'foreign_origin')
    assertProblem(await readLink(own, token, headers), 'foreign_origin')
    await addOrganization(await openElsewhere(own), 'Other', 'other.example.com')
    const other = sendTo(own, 'other.example.com')
    await until(async () => (await other('GET', discovery)).body.issuer.includes('other.example.com'), 5_000)
    const elsewhere = await other('POST', '/portal/set-up', { body: body(token) })
    assertProblem(elsewhere, 'link_invalid')
    assertProblem(await other('POST', '/portal/set-up/read', { body: { token } }), 'link_invalid')
  })

  test('a refused password or e-mail leaves the link', async () => {
    const own = await begin()
    const token = await issueFor(own)()
    assertProblem(await setUp(own, token, { password: 'Password1234' }), 'password_refused')
    assertProblem(await setUp(own, token, { password: 'Lovelace-1815' }), 'password_refused', 'easy to guess')
    assertProblem(await setUp(own, token, { email: 'nonsense' }), 'invalid_body', 'email')
    assert.equal((await setUp(own, token)).status, 204)
  })

  test('administrators with passkeys alone count, and those of one portfolio do not', async () => {
    const own = await begin()
    const { db } = own.context.database
    const roles = await db.selectFrom('organization_roles').selectAll().execute()
    const roleKey = roles.find(({ built_in }) => built_in === 'Administrator')?.key ?? ''
    const limited = await createPasswordUser(own)
    const portfolioKey = own.environments[0]?.portfolioKey ?? ''
    await grantUserOrganizationRole(own.context, own.system, { key: limited.key, roleKey }, { portfolioKey })
    assert.equal(await isSetUp(own.context, own.organizationKey), false)
    const { key } = await createPasswordUser(own, { password: null })
    await grantUserOrganizationRole(own.context, own.system, { key, roleKey }, null)
    assert.equal(await isSetUp(own.context, own.organizationKey), false)
    const { send: call } = await sessionOf(own, own.organizationKey, key)
    const { body: options } = await call('POST', '/portal/account/passkeys/options')
    const passkey = softwarePasskey({ origin: own.context.publicUrl(), userKey: key })
    const response = passkey.registration(options)
    assert.equal((await call('POST', '/portal/account/passkeys', { body: { name: 'Phone', response } })).status, 201)
    assert.equal(await isSetUp(own.context, own.organizationKey), true)
    assert.equal(await issueFor(own)(), undefined, 'no link that makes another administrator')
  })

  test('administrators of the sample, who have no password, do not count', async () => {
    assert.equal(await isSetUp(server.context, server.organizationKey), false)
    const [administrator] = (await listUsers(server.context, server.system, { hasOrganizationRoles: true } as never))
      .results
    const token = await issueFor(server)()
    const email = administrator?.email ?? ''
    assert.equal((await setUp(server, token, { email })).status, 204)
    await checkFirstFactor(server.context, server.organizationKey, { email, password: goodPassword }, from)
  })

  test('an operator who is locked out gets a link by the command, also where there is an administrator', async () => {
    assert.equal(await issueFor(server)(), undefined)
    const token = await issueFor(server)({ anyway: true })
    const { key, email } = await createPasswordUser(server)
    const session = await sessionOf(server, server.organizationKey, key)
    const password = 'Copper-Kettle-42-Whistles'
    assert.equal((await setUp(server, token, { email, password })).status, 204)
    await checkFirstFactor(server.context, server.organizationKey, { email, password }, from)
    assert.equal((await session.send('GET', '/portal/account/passkeys')).status, 401, 'former sessions have ended')
    assertProblem(await setUp(server, token, { email }), 'link_invalid')
  })
})
