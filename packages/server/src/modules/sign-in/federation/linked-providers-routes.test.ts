import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { changingNothing } from '@portico/testing/contents.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { mailTextsTo } from '@portico/testing/mail-texts.ts'
import { createPasswordUser } from '@portico/testing/password-users.ts'
import { assertProblem } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { createBuiltInMember, type SignedIn, sessionOf, signedInMember } from '@portico/testing/signed-in-members.ts'
import { listEnvironments } from '../../applications/portfolios/list-environments.ts'
import { listUserGroups } from '../../directory/assignments/list-user-groups.ts'
import { createClaimMapping } from '../../directory/groups/create-claim-mapping.ts'
import { createGroup } from '../../directory/groups/create-group.ts'
import { createIdentityProvider } from '../../directory/identity-providers/create-identity-provider.ts'
import { replaceProviderAssignments } from '../../directory/identity-providers/replace-provider-assignments.ts'
import { signInExternally } from './sign-in-externally.ts'

const path = '/portal/account/identity-providers'
const ofUser = (userKey: string) => `/api/management/v1/users/${userKey}/identity-providers`
const oneOf = (userKey: string, key: string) => `/api/management/v1/users/${userKey}/identity-providers/${key}`

onBothEngines('Accounts at identity providers', (engine) => {
  let server: TestServer
  let providerKey: string
  let manager: SignedIn

  before(async () => {
    server = await startTestServer({ engine })
    const { context, system } = server
    const oidcConfiguration = { discoveryUrl: 'https://idp.example.com', clientId: 'a' }
    const request = { name: 'Acme', type: 'OIDC' as const, oidcConfiguration, emailTrustType: 'All' as const }
    providerKey = (await createIdentityProvider(context, system, request)).key
    await replaceProviderAssignments(context, system, providerKey, { organization: true, environmentKeys: [] })
    manager = await signedInMember(server, 'User and access management > Manage users')
  })

  const identity = (subject: string, claims = {}) => ({
    providerKey,
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
  const signIn = (subject: string, claims = {}) =>
    signInExternally(
      server.context,
      server.organizationKey,
      identity(subject, claims),
      { kind: 'portal' },
      { address: null, traceId: null },
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
    const { session } = await linkedUser(null)
    assertProblem(await session.send('DELETE', `${path}/${providerKey}`), 'factor_required', 'nothing else is left')
    assert.equal((await session.send('GET', path)).body.results.length, 1)
    const { body } = await session.send('GET', '/api/identity/v1/identity-providers')
    const builtIn = body.results?.find(({ type }: { type: string }) => type === 'Cognito')?.key ?? randomUUID()
    assertProblem(await session.send('DELETE', `${path}/${builtIn}`), 'provider_not_linked')
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
