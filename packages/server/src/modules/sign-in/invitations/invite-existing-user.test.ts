import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { codeInMail, mailTextsTo, tokenInMail } from '@portico/testing/mail-texts.ts'
import { goodPassword } from '@portico/testing/password-users.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'
import { createBuiltInMember, sessionOf, signedInMember } from '@portico/testing/signed-in-members.ts'
import { grantUserOrganizationRole } from '../../directory/assignments/grant-user-organization-role.ts'
import { createIdentityProvider } from '../../directory/identity-providers/create-identity-provider.ts'
import { createUser } from '../../directory/users/create-user.ts'
import { getUser } from '../../directory/users/get-user.ts'
import { seedUsers } from '../../directory/users/seed-users.ts'
import { updateUser } from '../../directory/users/update-user.ts'
import { listAuditEntries } from '../../foundation/audit/list-audit-entries.ts'
import { listOrganizationRoles } from '../../members/organization-roles/list-organization-roles.ts'
import { checkFirstFactor } from '../sign-ins/check-first-factor.ts'

const manageUsers = 'User and access management > Manage users'
const from = { address: null, traceId: null }

onBothEngines('A user without a sign-in', (engine) => {
  let server: TestServer
  let manager: Caller
  let identityProviderKey: string
  let made = 0

  const nextEmail = (): string => `no-sign-in${++made}@example.com`
  const make = async (more: object = {}, email: string | null = nextEmail()) => {
    const { key } = await createUser(server.context, server.system, { email, name: 'Nora', ...more })
    return { key, email: email ?? '' }
  }
  const pending = async () => {
    const email = nextEmail()
    const user = { name: 'Pia', email, status: 'PendingRegistration' } as const
    const [key = ''] = await seedUsers(server.context, server.organizationKey, [user])
    return { key, email }
  }
  const external = (username: string) => ({ identityProviderKey, username })
  const act = async (key: string, act: 'invitation' | 'built-in-profile', by = manager): Promise<Received> =>
    (await by.call('POST', `/api/management/v1/users/${key}/${act}`)) as Received
  const stateOf = async (key: string) => {
    const { status, _embedded } = await getUser(server.context, server.system, key, ['UserIdentityProviders'])
    return [status, _embedded?.userIdentityProviders?.length]
  }
  const accept = (mail: string | undefined): Promise<Received> =>
    send(server.url, 'POST', '/portal/invitation/accept', {
      body: { token: tokenInMail(mail), code: codeInMail(mail), name: 'Nora New', password: goodPassword },
    })
  const signsIn = async (email: string, key: string): Promise<void> => {
    const user = await checkFirstFactor(server.context, server.organizationKey, { email, password: goodPassword }, from)
    assert.equal(user.key, key)
  }
  const actionsOf = async (key: string): Promise<string[]> => {
    const { results } = await listAuditEntries(server.context, server.system, { entityKey: [key] })
    return results.filter(({ actor }) => actor.key === manager.credentials.key).map(({ action }) => action)
  }

  before(async () => {
    server = await startTestServer({ engine, environment: { PORTICO_INVITATIONS_PER_HOUR: '1000' } })
    manager = await server.caller('Manage users')
    const provider = await createIdentityProvider(server.context, server.system, {
      name: 'Elsewhere',
      type: 'OIDC',
      oidcConfiguration: { discoveryUrl: 'https://login.example.com/.well-known/openid-configuration', clientId: 'x' },
    } as never)
    identityProviderKey = provider.key
  })

  test('is invited, accepts, and signs in', async () => {
    for (const { key, email } of [await make(), await pending()]) {
      assert.equal((await act(key, 'invitation')).status, 204)
      assert.deepEqual(await stateOf(key), ['Invited', 1])
      assert.deepEqual((await actionsOf(key)).sort(), ['user.identity-linked', 'user.invited'])
      // Again: the former link is not valid any more.
      assert.equal((await act(key, 'invitation')).status, 204)
      const [first, second] = await mailTextsTo(server, email)
      assertProblem(await accept(first), 'link_invalid')
      assert.equal((await accept(second)).status, 204)
      assert.deepEqual(await stateOf(key), ['Active', 1])
      await signsIn(email, key)
    }
  })

  test('gets a profile for a password, and is told by mail', async () => {
    const inactive = await make({ isActive: false })
    for (const [{ key, email }, state] of [
      [await make(), ['Active', 1]],
      [await make(external('nora@elsewhere')), ['Active', 2]],
      [inactive, ['Inactive', 1]],
    ] as const) {
      const { status, text } = await act(key, 'built-in-profile')
      assert.equal(status, 204, text)
      assert.deepEqual(await stateOf(key), state)
      assert.deepEqual(await actionsOf(key), ['user.identity-linked'])
      const [mail, ...others] = await mailTextsTo(server, email)
      assert.match(mail ?? '', /Your sign-in with a password was allowed.*“Forgotten your password\?”/s)
      assert.deepEqual(others, [])
      assertProblem(await act(key, 'built-in-profile'), 'identity_taken')
    }
    // What they need next is a link to choose the password.
    const { key, email } = await make()
    await act(key, 'built-in-profile')
    const reset = await manager.call('POST', `/api/management/v1/users/${key}/password-reset`)
    assert.equal(reset.status, 204)
    assert.ok(tokenInMail((await mailTextsTo(server, email)).at(-1)))
  })

  test('is refused what would do nothing, or something else, with what to do instead', async () => {
    const refused = async (
      key: string,
      which: 'invitation' | 'built-in-profile',
      problem: string,
      detail: string | RegExp,
    ) => {
      const answer = await changingNothing(server, () => act(key, which))
      assertProblem(answer, problem as never, detail)
    }
    const inactive = await make({ isActive: false })
    await refused(inactive.key, 'invitation', 'user_not_invited', 'isActive')
    const elsewhere = await make(external('elsewhere@example.com'))
    await refused(elsewhere.key, 'invitation', 'user_not_invited', /\/built-in-profile adds .*\/password-reset/)
    const builtIn = await make({ addToBuiltInIdentityProvider: true })
    const both = await make({ ...external('both@example.com'), addToBuiltInIdentityProvider: true })
    for (const { key } of [builtIn, both]) {
      await refused(key, 'invitation', 'user_not_invited', RegExp(`^(?!.*built-in-profile).*${key}/password-reset`))
    }
    await refused(builtIn.key, 'built-in-profile', 'identity_taken', 'built-in')
    const nameless = await make(external('nameless'), null)
    await refused(nameless.key, 'built-in-profile', 'user_incomplete', 'The field email')
    await refused(nameless.key, 'invitation', 'user_not_invited', /^(?!.*POST).*create a user with one/)
    // Somebody else has the e-mail as the username at the built-in identity provider.
    const taken = await make()
    const builtInKey = (await getUser(server.context, server.system, builtIn.key, ['UserIdentityProviders']))._embedded
      ?.userIdentityProviders?.[0]?.identityProviderKey
    await make({ identityProviderKey: builtInKey, username: taken.email.toUpperCase() })
    await refused(taken.key, 'invitation', 'identity_taken', 'username')
    await refused(taken.key, 'built-in-profile', 'identity_taken', 'username')
    for (const which of ['invitation', 'built-in-profile'] as const) {
      await refused(server.organizationKey, which, 'user_not_found', 'no user')
      const viewer = await server.caller('View members')
      assertProblem(await act(taken.key, which, viewer), 'permission_missing', 'Manage users')
    }
  })

  test('is given one only by who holds what the user controls, and by nobody to themselves', async () => {
    const { results } = await listOrganizationRoles(server.context, server.system, {})
    const administrator = results.find(({ name }) => name === 'Administrator')?.key ?? ''
    const { key } = await make()
    await grantUserOrganizationRole(server.context, server.system, { key, roleKey: administrator }, null)
    const member = await signedInMember(server, manageUsers)
    for (const which of ['invitation', 'built-in-profile'] as const) {
      const path = `/api/management/v1/users/${key}/${which}`
      assertProblem(await changingNothing(server, () => act(key, which)), 'permission_missing', 'which you do not hold')
      assertProblem(await changingNothing(server, () => member.send('POST', path)), 'permission_missing')
      const own = await changingNothing(server, () => member.send('POST', path.replace(key, member.userKey)))
      assertProblem(own, 'own_account')
    }
    // Of an invited Administrator the invitation is sent again: the mail goes to them.
    const { key: other } = await createBuiltInMember(server, 'Administrator')
    const everything = await sessionOf(server, server.organizationKey, other)
    assert.equal((await everything.send('POST', `/api/management/v1/users/${key}/invitation`)).status, 204)
    assert.deepEqual(await stateOf(key), ['Invited', 1])
    assert.equal((await act(key, 'invitation')).status, 204)
  })

  test('who exists is named by an invitation to the same mailbox, with what to do', async () => {
    const invite = async (email: string): Promise<Received> =>
      (await manager.call('POST', '/api/management/v1/user-invitations', { email })) as Received
    const mailbox = `jürgen${++made}@bücher.example`
    assert.equal((await invite(mailbox)).status, 201)
    const { body } = await manager.call<{ results: { key: string }[] }>(
      'GET',
      `/api/identity/v1/users?nameOrEmailContains=${encodeURIComponent(mailbox)}`,
    )
    const again = `POST /api/management/v1/users/${body.results[0]?.key}/invitation`
    for (const email of [mailbox, mailbox.toUpperCase(), mailbox.replace('bücher', 'xn--bcher-kva')]) {
      assertProblem(await changingNothing(server, () => invite(email)), 'email_taken', again)
    }
    const { key, email } = await make()
    assertProblem(await invite(email), 'email_taken', `POST /api/management/v1/users/${key}/invitation`)
    const settled = await make({ addToBuiltInIdentityProvider: true })
    assertProblem(await invite(settled.email), 'email_taken', 'grant what is missing')
    await updateUser(server.context, server.system, key, { isActive: false })
    assertProblem(await invite(email), 'email_taken', 'isActive')
  })
})
