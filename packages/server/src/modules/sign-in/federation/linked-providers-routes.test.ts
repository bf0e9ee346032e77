import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { mailTextsTo } from '@portico/testing/mail-texts.ts'
import { createPasswordUser, goodPassword, refusalOf } from '@portico/testing/password-users.ts'
import { assertProblem } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { createBuiltInMember, type SignedIn, sessionOf, signedInMember } from '@portico/testing/signed-in-members.ts'
import { listEnvironments } from '../../applications/portfolios/list-environments.ts'
import { grantUserOrganizationRole } from '../../directory/assignments/grant-user-organization-role.ts'
import { listUserGroups } from '../../directory/assignments/list-user-groups.ts'
import { revokeUserOrganizationRole } from '../../directory/assignments/revoke-user-organization-role.ts'
import { createClaimMapping } from '../../directory/groups/create-claim-mapping.ts'
import { createGroup } from '../../directory/groups/create-group.ts'
import { createIdentityProvider } from '../../directory/identity-providers/create-identity-provider.ts'
import { replaceProviderAssignments } from '../../directory/identity-providers/replace-provider-assignments.ts'
import { createUser } from '../../directory/users/create-user.ts'
import { listProfiles } from '../../directory/users/find-external-profile.ts'
import { listOrganizationRoles } from '../../members/organization-roles/list-organization-roles.ts'
import { offboardUser } from '../offboarding/offboard-user.ts'
import { linkExternally } from './link-externally.ts'
import { linkUserProvider } from './link-user-provider.ts'
import { signInExternally } from './sign-in-externally.ts'

const source = { address: null, traceId: null }
const path = '/portal/account/identity-providers'
const ofUser = (userKey: string) => `/api/management/v1/users/${userKey}/identity-providers`
const oneOf = (userKey: string, key: string) => `/api/management/v1/users/${userKey}/identity-providers/${key}`

onBothEngines('Accounts at identity providers', (engine) => {
  let server: TestServer
  let providerKey: string
  let manager: SignedIn
  let newProvider: (name: string) => Promise<string>

  before(async () => {
    server = await startTestServer({ engine })
    const { context, system } = server
    const oidcConfiguration = { discoveryUrl: 'https://idp.example.com', clientId: 'a' }
    const request = { type: 'OIDC' as const, oidcConfiguration, emailTrustType: 'All' as const }
    newProvider = async (name) => {
      const { key } = await createIdentityProvider(context, system, { ...request, name })
      await replaceProviderAssignments(context, system, key, { organization: true, environmentKeys: [] })
      return key
    }
    providerKey = await newProvider('Acme')
    manager = await signedInMember(server, 'User and access management > Manage users')
  })

  const identity = (subject: string, claims = {}, key = providerKey) => ({
    providerKey: key,
    subject,
    username: 'ada',
    name: 'Ada',
    email: null,
    isEmailVerified: false,
    photoUrl: null,
    isTermsAccepted: null,
    claims,
    hasSecondFactor: false,
    session: null,
  })
  const signIn = (subject: string, claims = {}, key = providerKey) =>
    signInExternally(server.context, server.organizationKey, identity(subject, claims, key), { kind: 'portal' }, source)
  const profileOf = async (key: string) =>
    (await listProfiles(server.context, server.organizationKey, key)).find(
      ({ identityProviderKey }) => identityProviderKey === providerKey,
    )
  const linkedUser = async (password: string | null) => {
    const { key, email } = await createPasswordUser(server, password === null ? { password } : {})
    const subject = randomUUID()
    assert.equal((await manager.send('POST', ofUser(key), { body: { providerKey, subject } })).status, 204)
    return { key, email, subject, session: await sessionOf(server, server.organizationKey, key) }
  }

  test('are linked by an administrator beforehand, which the user is told', async () => {
    const { key, email, subject } = await linkedUser('with')
    assert.match((await mailTextsTo(server, email)).at(-1) ?? '', /was linked on .*, by /)
    assert.equal((await signIn(subject)).user.key, key)
    const again = await manager.send('POST', ofUser(key), { body: { providerKey, subject: randomUUID() } })
    assertProblem(again, 'identity_taken', 'Unlink it first')
    const other = await createPasswordUser(server)
    assertProblem(await manager.send('POST', ofUser(other.key), { body: { providerKey, subject } }), 'identity_taken')
    assertProblem(await manager.send('POST', ofUser(other.key), { body: { providerKey } }), 'invalid_body', 'subject')
  })

  test('are neither linked nor unlinked of somebody who controls what the administrator does not', async () => {
    const { key } = await createBuiltInMember(server, 'Administrator')
    await changingNothing(server, async () => {
      const body = { providerKey, subject: 'of the attacker' }
      assertProblem(await manager.send('POST', ofUser(key), { body }), 'permission_missing')
      assertProblem(await manager.send('DELETE', oneOf(key, providerKey)), 'permission_missing')
      assertProblem(await manager.send('POST', ofUser(manager.userKey), { body }), 'own_account')
    })
  })

  test('are seen by their user, and unlinked while another way to sign in remains', async () => {
    const { key, subject, session } = await linkedUser('with')
    await signIn(subject)
    const { body } = await session.send('GET', path)
    assert.deepEqual(
      body.results.map((one: Record<string, unknown>) => [one.key, one.name, one.isUsable]),
      [[providerKey, 'Acme', true]],
    )
    const elsewhere = await sessionOf(server, server.organizationKey, key)
    assert.equal((await session.send('DELETE', `${path}/${providerKey}`)).status, 204)
    assert.deepEqual((await session.send('GET', path)).body.results, [])
    assert.equal((await elsewhere.send('GET', path)).status, 401)
    assertProblem(await session.send('DELETE', `${path}/${providerKey}`), 'provider_not_linked')
    assert.notEqual((await signIn(subject)).user.key, key)
  })

  test('stay where nothing else is left, and cannot be taken for the built-in one', async () => {
    const { subject, session } = await linkedUser(null)
    await signIn(subject)
    assertProblem(await session.send('DELETE', `${path}/${providerKey}`), 'factor_required', 'nothing else is left')
    assert.equal((await session.send('GET', path)).body.results.length, 1)
    const { body } = await session.send('GET', '/api/identity/v1/identity-providers')
    const builtIn = body.results?.find(({ type }: { type: string }) => type === 'Cognito')?.key ?? randomUUID()
    assertProblem(await session.send('DELETE', `${path}/${builtIn}`), 'provider_not_linked')
  })

  const administratorRole = async (): Promise<string> => {
    const { results } = await listOrganizationRoles(server.context, server.system, {})
    return results.find(({ name }) => name === 'Administrator')?.key ?? ''
  }
  const grant = async (key: string) =>
    grantUserOrganizationRole(server.context, server.system, { key, roleKey: await administratorRole() }, {})
  const revoke = async (key: string) =>
    revokeUserOrganizationRole(server.context, server.system, { key, roleKey: await administratorRole() }, null)
  const link = (subject: string, proven: { key: string; credentialsStamp: string }) =>
    linkExternally(server.context, server.organizationKey, identity(subject), { kind: 'portal' }, proven, source)
  /** The time for the first use of a link is over. */
  const endPreparation = (key: string) =>
    server.context.database.db
      .updateTable('user_identities')
      .set({ prepared_until: new Date(Date.now() - 1_000).toISOString() })
      .where('user_key', '=', key)
      .where('identity_provider_key', '=', providerKey)
      .execute()
  /** Somebody whom the manager links, with an account that only the manager knows, and who is powerful afterwards */
  const gained = async (password: string | null) => {
    const linked = await linkedUser(password)
    await grant(linked.key)
    return linked
  }

  test('prove the user as well where they have gained more than whoever has linked them', async () => {
    const { key, subject } = await gained('with')
    const asked = await signIn(subject)
    assert.deepEqual([asked.outcome, asked.user.key], ['link', key])
    assert.equal((await profileOf(key))?.firstLoginAt, null)
    const other = { ...asked.user, key: manager.userKey }
    assert.equal((await refusalOf(link(subject, other))).problem, 'external_email_taken')
    assert.equal((await link(subject, asked.user)).key, key)
    assert.equal((await signIn(subject)).outcome, 'signed-in')
  })

  test('are not used where the user can prove nothing, until somebody links them who controls as much', async () => {
    const { key, subject } = await gained(null)
    const refusal = await refusalOf(signIn(subject))
    assert.equal(refusal.problem, 'external_email_taken')
    assert.match(refusal.message, /has to link them again/)
    await linkUserProvider(server.context, server.system, key, { providerKey, subject })
    assert.equal((await signIn(subject)).outcome, 'signed-in')
  })

  test('are judged by what whoever has linked them may do by now', async () => {
    const root = await createBuiltInMember(server, 'Administrator')
    const session = await sessionOf(server, server.organizationKey, root.key)
    const { key } = await gained('with')
    assert.equal((await session.send('DELETE', oneOf(key, providerKey))).status, 204)
    const subject = randomUUID()
    assert.equal((await session.send('POST', ofUser(key), { body: { providerKey, subject } })).status, 204)
    await revoke(root.key)
    assert.equal((await signIn(subject)).outcome, 'link')
    await grant(root.key)
    assert.equal((await signIn(subject)).outcome, 'signed-in')
    await revoke(root.key)
    assert.equal((await signIn(subject)).outcome, 'signed-in', 'it was used, and proves its user since then')
  })

  test('do not outlive whoever has linked them: the account may be that of somebody who has left', async () => {
    const leaver = await signedInMember(server, 'User and access management > Manage users')
    const linkedByLeaver = async (password: { password?: null }) => {
      const { key } = await createPasswordUser(server, password)
      const subject = randomUUID()
      assert.equal((await leaver.send('POST', ofUser(key), { body: { providerKey, subject } })).status, 204)
      return { key, subject }
    }
    const [able, unable] = [await linkedByLeaver({}), await linkedByLeaver({ password: null })]
    await offboardUser(server.context, server.system, leaver.userKey, {})
    const asked = await signIn(able.subject)
    assert.deepEqual([asked.outcome, asked.user.key], ['link', able.key])
    const refusal = await refusalOf(signIn(unable.subject))
    assert.equal(refusal.problem, 'external_email_taken')
    assert.match(refusal.message, /may not manage users any more/)
    const again = { providerKey, subject: unable.subject }
    assert.equal((await manager.send('POST', ofUser(unable.key), { body: again })).status, 204)
    assert.equal((await signIn(unable.subject)).user.key, unable.key)
  })

  test('of users who are created with them are judged in the same way', async () => {
    const { context, system, organizationKey } = server
    const principal = { ...system, actor: { ...system.actor, type: 'user' as const, key: manager.userKey } }
    const [subject, email] = [randomUUID(), `${randomUUID()}@example.com`]
    const { key } = await createUser(context, principal, {
      email,
      name: null,
      identityProviderKey: providerKey,
      subject,
    })
    await grant(key)
    assert.equal((await refusalOf(signIn(subject))).problem, 'external_email_taken')
    await context.database.db
      .updateTable('user_identities')
      .set({ prepared_by: null })
      .where('organization_key', '=', organizationKey)
      .where('user_key', '=', key)
      .execute()
    assert.equal((await refusalOf(signIn(subject))).problem, 'external_email_taken', 'nobody is known who made it')
    await revoke(key)
    assert.equal((await signIn(subject)).outcome, 'signed-in')
  })

  test('may be used for the first time within 30 days, which is shown, and linked again', async () => {
    const { key, subject, session } = await linkedUser('with')
    const methods = `/api/management/v1/users/${key}/sign-in-methods`
    const shown = async () => (await manager.send('GET', methods)).body.preparedLinks[0]
    const days = (until: string) => Math.round((Date.parse(until) - Date.now()) / 86_400_000)
    assert.deepEqual([(await shown()).subject, days((await shown()).usableUntil)], [subject, 30])
    assert.equal(days((await session.send('GET', path)).body.results[0].usableUntil), 30)
    await endPreparation(key)
    const refusal = await refusalOf(signIn(subject))
    assert.equal(refusal.problem, 'external_user_unknown')
    assert.match(refusal.message, /could be used until 20/)
    assert.equal((await manager.send('POST', ofUser(key), { body: { providerKey, subject } })).status, 204)
    assert.equal((await signIn(subject)).user.key, key)
    assert.equal(await shown(), undefined)
    assert.equal((await session.send('GET', path)).body.results[0].usableUntil, null)
  })

  test('are not used either where their time ends while the user proves who they are', async () => {
    const { key, subject } = await gained('with')
    const asked = await signIn(subject)
    await endPreparation(key)
    assert.equal((await refusalOf(link(subject, asked.user))).problem, 'external_user_unknown')
    assert.equal((await profileOf(key))?.firstLoginAt, null)
  })

  test('and passkeys are taken away exactly while another way to sign in is left', async () => {
    const { context, system, organizationKey } = server
    const [a, b] = [await newProvider('A'), await newProvider('B')]
    const nowhere = { organization: false, environmentKeys: [] }
    type Way = 'password' | 'passkey' | 'a' | 'b' | 'b withdrawn' | 'b prepared'
    const cases: [ways: Way[], taken: 'passkey' | 'a' | 'b', isLeft: boolean][] = [
      [['a'], 'a', false],
      [['password', 'a'], 'a', true],
      [['passkey', 'a'], 'a', true],
      [['passkey', 'a'], 'passkey', true],
      [['passkey'], 'passkey', false],
      [['passkey', 'b withdrawn'], 'passkey', false],
      [['passkey', 'b prepared'], 'passkey', false],
      [['a', 'b'], 'a', true],
      [['a', 'b withdrawn'], 'b', true],
      [['a', 'b withdrawn'], 'a', false],
      [['password', 'b withdrawn'], 'b', true],
      [['b withdrawn'], 'b', false],
      [['a', 'b prepared'], 'a', false],
      [['a', 'b prepared'], 'b', true],
    ]
    for (const [ways, taken, isLeft] of cases) {
      const { key } = await createPasswordUser(server, ways.includes('password') ? {} : { password: null })
      await replaceProviderAssignments(context, system, b, { organization: true, environmentKeys: [] })
      for (const [provider, isUsed] of [
        [a, ways.includes('a')],
        [b, ways.includes('b') || ways.includes('b withdrawn')],
      ] as const) {
        if (!isUsed && !(provider === b && ways.includes('b prepared'))) continue
        const subject = randomUUID()
        await linkUserProvider(context, system, key, { providerKey: provider, subject })
        if (isUsed) assert.equal((await signIn(subject, {}, provider)).user.key, key)
      }
      if (ways.includes('b withdrawn')) await replaceProviderAssignments(context, system, b, nowhere)
      const passkey = {
        key: randomUUID(),
        user_key: key,
        credential_id: randomUUID(),
        public_key: 'unused',
        counter: 0,
      }
      const none = { transports: null, last_used_at: null, name: 'Phone', created_at: new Date().toISOString() }
      if (ways.includes('passkey')) {
        const row = { organization_key: organizationKey, ...passkey, ...none }
        await context.database.db.insertInto('passkeys').values(row).execute()
      }
      const session = await sessionOf(server, organizationKey, key)
      const taking =
        taken === 'passkey' ? `/portal/account/passkeys/${passkey.key}` : `${path}/${taken === 'a' ? a : b}`
      const answer = await session.send('DELETE', taking)
      const what = `${ways.join(', ')} without ${taken}: ${answer.text}`
      assert.equal(answer.status, isLeft ? 204 : 409, what)
      if (!isLeft) assertProblem(answer, 'factor_required', 'nothing else is left')
    }
  })

  test('stay where a password is left without the e-mail to enter beside it, which nobody can set then', async () => {
    const { context, organizationKey } = server
    const created = await signIn(randomUUID())
    const session = await sessionOf(server, organizationKey, created.user.key)
    await changingNothing(server, async () => {
      const answer = await session.send('PUT', '/portal/account/password', { body: { newPassword: goodPassword } })
      assertProblem(answer, 'password_not_allowed', 'needs an e-mail')
    })
    const { key, subject } = await linkedUser('with')
    assert.equal((await signIn(subject)).user.key, key)
    const none = { email: null, email_folded: null }
    await context.database.db.updateTable('users').set(none).where('key', '=', key).execute()
    const own = await sessionOf(server, organizationKey, key)
    assertProblem(await own.send('DELETE', `${path}/${providerKey}`), 'factor_required', 'nothing else is left')
  })

  test('and passkeys of the last Administrator stay where only the provider of a stage would be left', async () => {
    const own = await startTestServer({ engine })
    const { context, system, organizationKey, environments } = own
    const { db } = context.database
    const { key } = await createBuiltInMember(own, 'Administrator')
    const now = new Date().toISOString()
    const link = async (organization: boolean) => {
      const { key: provider } = await createIdentityProvider(context, system, {
        ...{ type: 'OIDC', name: randomUUID() },
        oidcConfiguration: { discoveryUrl: 'https://idp.example.com', clientId: 'a' },
      })
      const environmentKeys = organization ? [] : environments.slice(0, 1).map((stage) => stage.key)
      await replaceProviderAssignments(context, system, provider, { organization, environmentKeys })
      await linkUserProvider(context, system, key, { providerKey: provider, subject: key })
      const ofUser = db.updateTable('user_identities').where('user_key', '=', key)
      await ofUser.set({ first_login_at: now }).where('identity_provider_key', '=', provider).execute()
      return provider
    }
    const addPasskey = async () => {
      const passkey = { organization_key: organizationKey, key: randomUUID(), user_key: key, public_key: 'unused' }
      const rest = { counter: 0, transports: null, last_used_at: null, name: 'Phone', created_at: now }
      await db
        .insertInto('passkeys')
        .values({ ...passkey, ...rest, credential_id: randomUUID() })
        .execute()
      return `/portal/account/passkeys/${passkey.key}`
    }
    const session = await sessionOf(own, organizationKey, key)
    const take = (what: string) => session.send('DELETE', what)

    const [ofStage, passkey] = [await link(false), await addPasskey()]
    assertProblem(await changingNothing(own, () => take(passkey)), 'last_administrator')
    const ofOrganization = await link(true)
    assert.equal((await take(passkey)).status, 204)
    assertProblem(await changingNothing(own, () => take(`${path}/${ofOrganization}`)), 'last_administrator')
    assert.equal((await take(`${path}/${ofStage}`)).status, 204)
  })

  test('take the memberships along that their claims gave', async () => {
    const { context, system, organizationKey } = server
    const [environment] = await listEnvironments(context, organizationKey)
    const { key: groupKey } = await createGroup(context, system, {
      name: 'Mapped',
      environmentKey: environment?.key ?? '',
    })
    const foreignClaim = { name: 'groups', value: 'staff' }
    await createClaimMapping(context, system, groupKey, { providerKey, foreignClaim })
    const { key, subject } = await linkedUser('with')
    const groups = async () => (await listUserGroups(context, system, key, {})).results.length
    await signIn(subject, { groups: ['staff'] })
    assert.equal(await groups(), 1)
    assert.equal((await manager.send('DELETE', oneOf(key, providerKey))).status, 204)
    assert.equal(await groups(), 0)
  })
})
