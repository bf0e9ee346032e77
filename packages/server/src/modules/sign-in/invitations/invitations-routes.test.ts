import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { codeInMail, mailTextsTo, tokenInMail } from '@portico/testing/mail-texts.ts'
import { goodPassword } from '@portico/testing/password-users.ts'
import { assertProblem, callWith, type Received, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'
import { signedInMember } from '@portico/testing/signed-in-members.ts'
import type { Problem } from '../../../problems/problem.ts'
import { listApplicationRoles } from '../../applications/application-roles/list-application-roles.ts'
import { listEnvironments } from '../../applications/portfolios/list-environments.ts'
import { grantUserOrganizationRole } from '../../directory/assignments/grant-user-organization-role.ts'
import { listUserGroups } from '../../directory/assignments/list-user-groups.ts'
import { listGroups } from '../../directory/groups/list-groups.ts'
import { createIdentityProvider } from '../../directory/identity-providers/create-identity-provider.ts'
import { replaceProviderAssignments } from '../../directory/identity-providers/replace-provider-assignments.ts'
import { updateIdentityProvider } from '../../directory/identity-providers/update-identity-provider.ts'
import { deleteUser } from '../../directory/users/delete-user.ts'
import { getUser } from '../../directory/users/get-user.ts'
import { listUsers } from '../../directory/users/list-users.ts'
import { updateUser } from '../../directory/users/update-user.ts'
import { listAuditEntries } from '../../foundation/audit/list-audit-entries.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { listOrganizationRoles } from '../../members/organization-roles/list-organization-roles.ts'
import { checkFirstFactor } from '../sign-ins/check-first-factor.ts'
import { inviteUser } from './invite-user.ts'

const invitations = '/api/management/v1/user-invitations'
const from = { address: null, traceId: null }
const day = 86_400_000

onBothEngines('invitations', (engine) => {
  let server: TestServer
  let clock: TestClock
  let manager: Caller
  /** Manages users, and nothing that is not brought along by it */
  let roleKeys: Map<string, string>
  let group: { key: string }
  let applicationRole: { key: string; environmentKey: string }
  let made = 0

  const ask = (path: string, body: object): Promise<Received> => send(server.url, 'POST', path, { body })
  const accept = (mail: string | undefined, more: object = {}): Promise<Received> =>
    ask('/portal/invitation/accept', {
      token: tokenInMail(mail),
      code: codeInMail(mail),
      name: 'Ivy Invited',
      password: goodPassword,
      ...more,
    })
  const wrong = (mail: string | undefined): string =>
    String((Number(codeInMail(mail)) + 1) % 1_000_000).padStart(6, '0')
  const statusOf = async (key: string) => (await getUser(server.context, server.system, key, undefined)).status

  /** Invites a new user. */
  async function invite(more: object = {}) {
    const email = `invited${++made}@example.com`
    const { status, body } = await manager.call<{ key: string }>('POST', invitations, { email, ...more })
    assert.equal(status, 201, JSON.stringify(body))
    const [mail] = await mailTextsTo(server, email)
    return { key: body.key, email, mail }
  }

  before(async () => {
    clock = testClock()
    server = await startTestServer({ engine, clock, sample: true })
    manager = await server.caller('Manage users', 'Manage end-user groups')
    const { results: roles } = await listOrganizationRoles(server.context, server.system, {})
    roleKeys = new Map(roles.map(({ key, name }) => [name ?? '', key]))
    const groups = await listGroups(server.context, server.system, {})
    group = groups.results[0] as typeof group
    const applicationRoles = await listApplicationRoles(server.context, server.system, {})
    applicationRole = applicationRoles.results[0] as typeof applicationRole
  })

  test('a user who accepts with link and code becomes active, with what was granted', async () => {
    const { key, email, mail } = await invite({
      organizationRoles: [{ key: roleKeys.get('Developer') }],
      groupKeys: [group.key],
      applicationRoleKeys: [applicationRole.key],
    })
    assert.equal(await statusOf(key), 'Invited')
    assert.ok(mail?.includes(`${server.context.publicUrl()}/accept-invitation#token=`))
    assert.match(mail ?? '', /You are invited to Portico\./, 'an API client is nobody whom one knows')
    const { status, body } = await ask('/portal/invitation/read', { token: tokenInMail(mail) })
    assert.equal(status, 200)
    assert.deepEqual(body, {
      email,
      name: null,
      organizationName: 'Portico',
      expiresAt: new Date(clock.now() + 7 * day).toISOString(),
    })
    assert.equal((await accept(mail)).status, 204)
    const { key: userKey } = await checkFirstFactor(
      server.context,
      server.organizationKey,
      { email, password: goodPassword },
      from,
    )
    assert.equal(userKey, key)
    const user = await getUser(server.context, server.system, key, undefined)
    assert.deepEqual([user.status, user.name, user.isEmailVerified], ['Active', 'Ivy Invited', true])
    assert.deepEqual(user.access, { hasOrganizationRoles: true, hasApplicationRoles: true })
    const held = await listUserGroups(server.context, server.system, key, {})
    assert.deepEqual(
      held.results.map((one) => one.group.key),
      [group.key],
    )
    const { results } = await listAuditEntries(server.context, server.system, {})
    const actions = results.filter(({ entity }) => entity.key === key).map(({ action }) => action)
    for (const action of ['user.invited', 'user.registered', 'organization-role.granted', 'application-role.granted']) {
      assert.ok(actions.includes(action as never), action)
    }
  })

  test('an invitation works once, for one of those who accept at the same time', async () => {
    const { mail, email } = await invite()
    const answers = await Promise.all(['Ann', 'Ben', 'Cam'].map((name) => accept(mail, { name })))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 400, 400])
    assertProblem(await accept(mail, { password: 'Copper-Kettle-42-Whistles' }), 'link_invalid')
    assertProblem(await ask('/portal/invitation/read', { token: tokenInMail(mail) }), 'link_invalid')
    await checkFirstFactor(server.context, server.organizationKey, { email, password: goodPassword }, from)
  })

  test('three wrong codes void it, also when they come at once', async () => {
    const { key, mail, email } = await invite()
    const answers = await Promise.all(Array.from({ length: 6 }, () => accept(mail, { code: wrong(mail) })))
    const codes = answers.map(({ body }) => body.errorCode)
    assert.equal(codes.filter((code) => code === 'PTC-CRD-40004').length, 3)
    assertProblem(await accept(mail), 'link_invalid')
    assert.equal(await statusOf(key), 'Invited')

    clock.advance(1_000)
    assert.equal((await manager.call('POST', `/api/management/v1/users/${key}/invitation`)).status, 204)
    const [, newer] = await mailTextsTo(server, email)
    assertProblem(await accept(mail), 'link_invalid')
    assert.equal((await accept(newer)).status, 204)
    const again = await manager.call<{ errorCode: string }>('POST', `/api/management/v1/users/${key}/invitation`)
    assert.deepEqual([again.status, again.body.errorCode], [400, 'PTC-INV-40001'])
  })

  test('it ends after seven days, and with its user', async () => {
    const { mail } = await invite()
    const other = await invite()
    await updateUser(server.context, server.system, other.key, { isActive: false })
    assertProblem(await accept(other.mail), 'link_invalid')
    await deleteUser(server.context, server.system, other.key)
    assertProblem(await accept(other.mail), 'link_invalid')
    clock.advance(7 * day - 1)
    assert.equal((await ask('/portal/invitation/read', { token: tokenInMail(mail) })).status, 200)
    clock.advance(1)
    assertProblem(await accept(mail), 'link_invalid')
    manager = await server.caller('Manage users', 'Manage end-user groups')
  })

  test('a refused password leaves it, and a made-up token costs nothing', async () => {
    const { key, mail } = await invite()
    assertProblem(await accept(mail, { password: 'Password1234' }), 'password_refused')
    assertProblem(await accept(mail, { name: 'Ada Lovelace', password: 'Lovelace-1815' }), 'password_refused')
    const computed = server.context.hashes.computed()
    assertProblem(await accept(mail, { token: 'x'.repeat(43) }), 'link_invalid')
    assertProblem(await accept(mail, { code: wrong(mail), password: 'Password1234' }), 'code_wrong')
    assertProblem(await accept(mail, { code: wrong(mail) }), 'code_wrong')
    assert.equal(server.context.hashes.computed(), computed)
    assert.equal((await accept(mail)).status, 204)
    await server.context.securityEvents.flush()
    const query = { entityKey: [key], action: ['user.registration-failed' as const] }
    const { results } = await listAuditEntries(server.context, server.system, query)
    assert.equal(
      results.reduce((sum, { occurrences }) => sum + occurrences, 0),
      2,
    )
  })

  test('an invitation grants only what the inviter could grant, and is never half done', async () => {
    const refused = async (permissions: string[], body: object, expected: [number, string]) => {
      const caller = await server.caller(...permissions)
      const email = `nobody${++made}@example.com`
      const { status, body: answer } = await caller.call<{ errorCode: string }>('POST', invitations, { email, ...body })
      assert.deepEqual([status, answer.errorCode], expected)
      const found = await listUsers(server.context, server.system, { nameOrEmailContains: email })
      assert.equal(found.results.length, 0)
      assert.deepEqual(await mailTextsTo(server, email), [])
    }
    const forbidden: [number, string] = [403, 'PTC-AUT-40301']
    await refused(['View members'], {}, forbidden)
    await refused(['Manage users'], { groupKeys: [group.key] }, forbidden)
    await refused(['Manage users', 'Manage end-user groups'], { groupKeys: [server.organizationKey] }, [
      404,
      'PTC-GRP-40401',
    ])
    await refused(['Manage users'], { applicationRoleKeys: [server.organizationKey] }, [404, 'PTC-ROL-40401'])
    await refused(['Manage users'], { organizationRoles: [{ key: server.organizationKey }] }, [404, 'PTC-ORO-40401'])
    await refused(['Manage users'], { identityProviderKey: server.organizationKey }, [400, 'PTC-USR-40004'])
    await refused(['Manage users'], { name: 'x', email: 'nonsense' }, [400, 'PTC-REQ-40002'])
  })

  test('a Developer invites end users of Development, and no other users', async () => {
    const environments = await listEnvironments(server.context, server.organizationKey)
    const [development = '', another = ''] = environments.map(({ key }) => key)
    const grant = { name: 'Manage end-user access', environments: [development] }
    const call = callWith(server.url, await server.token(await server.createClient([grant])))
    const roleIn = async (environmentKey: string) => {
      const { results } = await listApplicationRoles(server.context, server.system, { environmentKey, limit: 1 })
      return results[0]?.key ?? ''
    }
    const inviteAs = (body: object) =>
      call<{ errorCode: string }>('POST', invitations, { email: `guest${++made}@example.com`, ...body })
    const applicationRoleKeys = [await roleIn(development)]
    assert.equal((await inviteAs({ applicationRoleKeys })).status, 201)
    for (const body of [
      {},
      { applicationRoleKeys: [await roleIn(another)] },
      { applicationRoleKeys, organizationRoles: [{ key: roleKeys.get('Developer') }] },
      { applicationRoleKeys, groupKeys: [group.key] },
    ]) {
      assert.equal((await inviteAs(body)).body.errorCode, 'PTC-AUT-40301', JSON.stringify(body))
    }
  })

  test('an e-mail is invited once, also twice at the same time', async () => {
    const email = `twice${++made}@example.com`
    const answers = await Promise.all(
      [1, 2].map(() => manager.call('POST', invitations, { email: email.toUpperCase() })),
    )
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 400])
    assert.equal((await mailTextsTo(server, email.toUpperCase())).length, 1)
  })

  test('a user of an external identity provider gets a mail without a code', async () => {
    const { key: identityProviderKey } = await createIdentityProvider(server.context, server.system, {
      name: `Provider ${++made}`,
      type: 'OIDC',
      oidcConfiguration: { discoveryUrl: 'https://login.example.com/.well-known/openid-configuration', clientId: 'x' },
    } as never)
    // Nobody could sign in with one that is for nobody, or that links nobody.
    const inviteWith = () =>
      manager.call('POST', invitations, { email: `external${++made}@example.com`, identityProviderKey })
    const isRefused = async (words: RegExp) => {
      const { status, body } = await inviteWith()
      assert.equal(status, 400)
      assert.match(body.detail, words)
    }
    await isRefused(/is assigned to nobody/)
    const [environment] = server.environments
    const assign = (organization: boolean, environmentKeys: string[]) =>
      replaceProviderAssignments(server.context, server.system, identityProviderKey, { organization, environmentKeys })
    await assign(false, [environment?.key ?? ''])
    assert.equal((await inviteWith()).status, 201)
    await assign(true, [])
    for (const settings of [{ profileLinkingField: 'None' }, { emailTrustType: 'None' }] as const) {
      await updateIdentityProvider(server.context, server.system, identityProviderKey, settings)
      await isRefused(/links nobody by e-mail or username/)
      const usual = { profileLinkingField: 'Email', emailTrustType: 'EmailVerifiedClaim' } as const
      await updateIdentityProvider(server.context, server.system, identityProviderKey, usual)
    }
    const { key, mail } = await invite({ identityProviderKey })
    assert.deepEqual([codeInMail(mail), tokenInMail(mail)], ['', ''])
    const user = await getUser(server.context, server.system, key, ['UserIdentityProviders'])
    assert.equal(user.status, 'Invited')
    assert.ok(JSON.stringify(user._embedded).includes(identityProviderKey))
    assert.equal((await manager.call('POST', `/api/management/v1/users/${key}/invitation`)).status, 204)
  })

  test('a link is made to pass on, which voids the mailed one and verifies no e-mail', async () => {
    const { key, mail } = await invite()
    const path = `/api/management/v1/users/${key}/invitation-link`
    const made = await manager.call<{ link: string; code: string; expiresAt: string }>('POST', path)
    assert.equal(made.status, 201, JSON.stringify(made.body))
    const { link, code, expiresAt } = made.body
    assert.equal(expiresAt, new Date(clock.now() + 7 * day).toISOString())
    assertProblem(await accept(mail), 'link_invalid')
    const token = link.slice(link.indexOf('#token=') + 7)
    assert.ok(link.startsWith(`${server.context.publicUrl()}/accept-invitation#token=`))
    assertProblem(await accept(mail, { token: token.replace('shown-', ''), code }), 'link_invalid')
    assert.equal((await accept(mail, { token, code })).status, 204)
    const user = await getUser(server.context, server.system, key, undefined)
    assert.deepEqual([user.status, user.isEmailVerified], ['Active', false])
    const { results } = await listAuditEntries(server.context, server.system, { entityKey: [key] })
    assert.ok(results.some(({ action }) => action === 'user.invitation-link-created'))
    assert.doesNotMatch(JSON.stringify(results), new RegExp(`${token}|${code}`))
    assertProblem((await manager.call('POST', path)) as Received, 'user_not_invited', 'Active')
  })

  test('a link to pass on is worth nothing to its maker once the user was granted what they lack', async () => {
    const maker = await signedInMember(server, 'User and access management > Manage users')
    const link = async (key: string) => {
      const { body } = await maker.send('POST', `/api/management/v1/users/${key}/invitation-link`)
      return { token: body.link.slice(body.link.indexOf('#token=') + 7), code: body.code }
    }
    const [{ key }, { key: other }] = [await invite(), await invite()]
    const [made, ofOther] = [await link(key), await link(other)]
    const roleKey = roleKeys.get('Administrator') ?? ''
    await grantUserOrganizationRole(server.context, server.system, { key, roleKey }, null)
    assertProblem(await accept('', made), 'link_invalid')
    assert.equal(await statusOf(key), 'Invited')
    // Nor to somebody who manages users no more
    await updateUser(server.context, server.system, maker.userKey, { isActive: false })
    assertProblem(await ask('/portal/invitation/read', { token: ofOther.token }), 'link_invalid')
    assertProblem(await accept('', ofOther), 'link_invalid')
  })

  test('a link to pass on is made only for whom the caller may be: who holds nothing that they lack', async () => {
    // Developer gives much that Manage users does not bring, and of which nothing controls access.
    const { key } = await invite({ organizationRoles: [{ key: roleKeys.get('Developer') }] })
    const refused = await manager.call('POST', `/api/management/v1/users/${key}/invitation-link`)
    assertProblem(refused as Received, 'permission_missing', 'Asset management > Change')
    const all = await server.administrator()
    const made = await send(server.url, 'POST', `/api/management/v1/users/${key}/invitation-link`, { token: all.token })
    assert.equal(made.status, 201, made.text)
  })

  test('the pages of other origins cannot accept', async () => {
    const { mail } = await invite()
    const headers = { 'sec-fetch-site': 'cross-site' }
    const body = { token: tokenInMail(mail), code: codeInMail(mail), name: 'Eve', password: goodPassword }
    assertProblem(await send(server.url, 'POST', '/portal/invitation/accept', { body, headers }), 'foreign_origin')
  })

  test('so many go out in an hour, of each sender and to each address', async () => {
    const sender = await server.caller('Manage users')
    const limited = { ...server.context, config: { ...server.context.config, invitationsPerHour: 3 } }
    const { key } = sender.credentials
    const principal = { ...server.system, actor: { ...server.system.actor, type: 'api-client', key } } as const
    const organization = await server.context.organizations.find('localhost')
    const inviteOne = (by: Principal = principal, email = `limited${++made}@example.com`) =>
      inviteUser(limited, by, organization, { email })
    const isLimited = (error: Problem): boolean => {
      assert.equal(error.problem, 'invitations_limited')
      assert.equal(Number(error.headers['retry-after']), 3_600 - Math.floor((clock.now() % 3_600_000) / 1_000))
      return true
    }
    clock.advance(3_600_000 - (clock.now() % 3_600_000))
    for (let count = 0; count < 3; count++) await inviteOne()
    await changingNothing(server, () => assert.rejects(inviteOne(), isLimited))
    // Other senders are not limited by it, nor is the operator at the terminal.
    await inviteOne({ ...principal, actor: { ...principal.actor, key: manager.credentials.key } })
    for (let count = 0; count < 4; count++) await inviteOne(server.system)
    clock.advance(3_599_000)
    await assert.rejects(inviteOne(), isLimited)
    clock.advance(1_000)
    await inviteOne()
    // At once, as several nodes would.
    const answers = await Promise.allSettled(Array.from({ length: 6 }, () => inviteOne()))
    assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 2)

    const { key: invited, email } = await invite()
    const resend = () => manager.call<{ errorCode: string }>('POST', `/api/management/v1/users/${invited}/invitation`)
    for (let count = 0; count < 4; count++) assert.equal((await resend()).status, 204)
    assertProblem((await resend()) as Received, 'invitations_limited', 'one address')
    assert.equal((await mailTextsTo(server, email)).length, 5)
  })
})
