import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { mailTextsTo } from '@portico/testing/mail-texts.ts'
import { createPasswordUser, refusalOf } from '@portico/testing/password-users.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { grantUserOrganizationRole } from '../../directory/assignments/grant-user-organization-role.ts'
import { createIdentityProvider } from '../../directory/identity-providers/create-identity-provider.ts'
import type { IdentityProviderPatchRequest } from '../../directory/identity-providers/identity-providers-schemas.ts'
import { replaceProviderAssignments } from '../../directory/identity-providers/replace-provider-assignments.ts'
import { createUser } from '../../directory/users/create-user.ts'
import { deleteUser } from '../../directory/users/delete-user.ts'
import { listProfiles } from '../../directory/users/find-external-profile.ts'
import { getUser } from '../../directory/users/get-user.ts'
import { updateUser } from '../../directory/users/update-user.ts'
import { listAuditEntries } from '../../foundation/audit/list-audit-entries.ts'
import { listOrganizationRoles } from '../../members/organization-roles/list-organization-roles.ts'
import { inviteUser } from '../invitations/invite-user.ts'
import type { ExternalIdentity } from './external-identity.ts'
import { linkExternally } from './link-externally.ts'
import { signInExternally } from './sign-in-externally.ts'
import type { SignInTarget } from './sign-in-target.ts'

const portal: SignInTarget = { kind: 'portal' }
const source = { address: '198.51.100.7', traceId: null }
let made = 0
const newEmail = () => `Person${++made}.${randomUUID()}@Example.com`

onBothEngines('Somebody whom an external provider has proven', (engine) => {
  let server: TestServer

  before(async () => {
    server = await startTestServer({ engine })
  })

  const newProvider = async (settings: IdentityProviderPatchRequest = {}, organization = true): Promise<string> => {
    const oidcConfiguration = { discoveryUrl: 'https://idp.example.com', clientId: 'portico', clientSecret: 'x' }
    const request = { name: `Acme ${randomUUID()}`, type: 'OIDC' as const, oidcConfiguration, ...settings }
    const { key } = await createIdentityProvider(server.context, server.system, request)
    await replaceProviderAssignments(server.context, server.system, key, { organization, environmentKeys: [] })
    return key
  }
  const identity = (providerKey: string, given: Partial<ExternalIdentity> = {}): ExternalIdentity => ({
    providerKey,
    subject: randomUUID(),
    username: null,
    name: 'Ada Acme',
    email: null,
    isEmailVerified: true,
    photoUrl: null,
    isTermsAccepted: null,
    claims: {},
    hasSecondFactor: false,
    session: null,
    ...given,
  })
  const signIn = (one: ExternalIdentity, target: SignInTarget = portal) =>
    signInExternally(server.context, server.organizationKey, one, target, source)
  const signedIn = async (one: ExternalIdentity): Promise<string> => {
    const result = await signIn(one)
    assert.equal(result.outcome, 'signed-in')
    return result.user.key
  }
  const refused = async (one: ExternalIdentity, problem: string, words?: RegExp): Promise<void> => {
    const refusal = await refusalOf(signIn(one))
    assert.equal(refusal.problem, problem)
    if (words) assert.match(refusal.message, words)
  }
  const read = (key: string) => getUser(server.context, server.system, key)
  const profilesOf = (key: string) => listProfiles(server.context, server.organizationKey, key)
  const actionsOf = async (key: string): Promise<string[]> =>
    (await listAuditEntries(server.context, server.system, { entityKey: [key] })).results.map(({ action }) => action)
  const makeAdministrator = async (key: string) => {
    const roles = await listOrganizationRoles(server.context, server.system, {})
    const role = roles.results.find(({ name }) => name === 'Administrator')
    await grantUserOrganizationRole(server.context, server.system, { key, roleKey: role?.key ?? '' }, {})
  }

  test('is created once, also by two sign-ins at the same moment, and known by the subject afterwards', async () => {
    const ada = identity(await newProvider(), { email: newEmail(), photoUrl: 'https://img.example.com/ada.png' })
    const keys = await Promise.all([signedIn(ada), signedIn(ada), signedIn(ada)])
    assert.equal(new Set(keys).size, 1)
    const [key = ''] = keys
    const user = await read(key)
    assert.deepEqual(
      [user.name, user.email, user.status, user.photoUrl, user.isEmailVerified],
      ['Ada Acme', ada.email, 'Active', ada.photoUrl, true],
    )
    assert.equal(await signedIn({ ...ada, email: newEmail(), isEmailVerified: false }), key)
    assert.equal((await read(key)).email, ada.email)
    assert.notEqual(await signedIn({ ...ada, subject: ada.subject.toUpperCase(), email: null }), key)
    assert.deepEqual((await actionsOf(key)).filter((action) => action === 'user.created').length, 1)
  })

  test('is refused where the settings create nobody', async () => {
    const provider = await newProvider({ autoCreateProfiles: false })
    await refused(identity(provider, { email: newEmail() }), 'external_user_unknown', /invite you/)
  })

  test('gets no e-mail that the provider has not verified, or is not trusted for', async () => {
    const cases: [IdentityProviderPatchRequest, boolean, boolean][] = [
      [{ emailTrustType: 'EmailVerifiedClaim' }, false, false],
      [{ emailTrustType: 'EmailVerifiedClaim' }, true, true],
      [{ emailTrustType: 'None' }, true, false],
      [{ emailTrustType: 'All' }, false, true],
    ]
    for (const [settings, isEmailVerified, isOwn] of cases) {
      const email = newEmail()
      const key = await signedIn(identity(await newProvider(settings), { email, isEmailVerified }))
      assert.equal((await read(key)).email, isOwn ? email : null, JSON.stringify(settings))
      const [profile] = await profilesOf(key)
      assert.deepEqual([profile?.email, profile?.isEmailVerified], [email, isOwn])
    }
  })

  test('does not become a user by an e-mail that is not verified, not even an unused one', async () => {
    const { key, email } = await createPasswordUser(server, { password: null })
    const provider = await newProvider()
    assert.notEqual(await signedIn(identity(provider, { email, isEmailVerified: false })), key)
    assert.equal((await profilesOf(key)).length, 1)
  })

  test('is linked without a question with a user who has no way to sign in, in whatever case the e-mail is', async () => {
    const email = newEmail()
    const { key } = await createUser(server.context, server.system, { email, name: null })
    const ada = identity(await newProvider(), { email: email.toUpperCase() })
    assert.equal(await signedIn(ada), key)
    assert.ok((await actionsOf(key)).includes('user.identity-linked'))
    assert.equal((await read(key)).name, 'Ada Acme')
    const mails = await mailTextsTo(server, email)
    assert.match(mails.at(-1) ?? '', /account at an identity provider was linked/)
  })

  test('proves a user who has a password as well, and nothing is linked before', async () => {
    const { key, email } = await createPasswordUser(server)
    const ada = identity(await newProvider(), { email })
    const asked = await signIn(ada)
    assert.ok(asked.outcome === 'link' && asked.user.key === key && asked.email === email)
    assert.equal((await profilesOf(key)).length, 1)
    const other = await createPasswordUser(server)
    const link = (proven: { key: string; credentialsStamp: string }) =>
      linkExternally(server.context, server.organizationKey, ada, portal, proven, source)
    for (const proven of [
      { ...asked.user, key: other.key },
      { ...asked.user, credentialsStamp: 'another' },
    ]) {
      assert.equal((await refusalOf(link(proven))).problem, 'external_email_taken')
    }
    assert.equal((await link(asked.user)).key, key)
    assert.equal(await signedIn({ ...ada, email: null }), key)
    assert.match((await mailTextsTo(server, email)).at(-1) ?? '', /was linked/)
    await refused(identity(ada.providerKey, { email }), 'external_email_taken', /another account there/)
  })

  test('is not linked by proof with a user whose e-mail the provider has not proven', async () => {
    const asked = await createPasswordUser(server)
    const ada = identity(await newProvider(), { email: newEmail() })
    const user = await signIn(identity(ada.providerKey, { email: asked.email }))
    const attempt = linkExternally(server.context, server.organizationKey, ada, portal, user.user, source)
    assert.equal((await refusalOf(attempt)).problem, 'external_email_taken')
    assert.equal((await profilesOf(asked.key)).length, 1)
  })

  test('never becomes somebody who controls access and could not prove it', async () => {
    const email = newEmail()
    const { key } = await createUser(server.context, server.system, { email, name: 'Root' })
    await makeAdministrator(key)
    await refused(identity(await newProvider(), { email }), 'external_email_taken', /control access/)
    assert.deepEqual(await profilesOf(key), [])
  })

  test('proves a user who signs in at another provider: no provider speaks for the users of another one', async () => {
    const email = newEmail()
    const key = await signedIn(identity(await newProvider(), { email }))
    const asked = await signIn(identity(await newProvider({ emailTrustType: 'All' }), { email }))
    assert.deepEqual([asked.outcome, asked.user.key], ['link', key])
  })

  test('is not linked by e-mail where the settings link by something else', async () => {
    const { email } = await createPasswordUser(server, { password: null })
    for (const profileLinkingField of ['None', 'Username'] as const) {
      const provider = await newProvider({ profileLinkingField })
      await refused(identity(provider, { email, username: email }), 'external_email_taken', /not set to link/)
    }
  })

  test('is the invited user, who becomes active, by the e-mail or by the username as the settings say', async () => {
    for (const profileLinkingField of ['Email', 'Username'] as const) {
      const identityProviderKey = await newProvider({ profileLinkingField, autoCreateProfiles: false })
      const email = newEmail()
      const organization = await server.context.organizations.find('localhost')
      const { key } = await inviteUser(server.context, server.system, organization, { email, identityProviderKey })
      const username = email.toLowerCase()
      await refused(identity(identityProviderKey, { email, isEmailVerified: false }), 'external_user_unknown')
      const isByName = profileLinkingField === 'Username'
      if (!isByName) await refused(identity(identityProviderKey, { username }), 'external_user_unknown')
      const one = identity(identityProviderKey, isByName ? { username } : { email })
      assert.equal(await signedIn(one), key)
      assert.equal((await read(key)).status, 'Active')
      assert.ok((await actionsOf(key)).includes('user.registered'))
      await refused({ ...one, subject: randomUUID() }, isByName ? 'external_user_unknown' : 'external_email_taken')
    }
  })

  test('is not invited with a provider that links nobody', async () => {
    const organization = await server.context.organizations.find('localhost')
    for (const settings of [{ profileLinkingField: 'None' }, { emailTrustType: 'None' }] as const) {
      const identityProviderKey = await newProvider(settings)
      const attempt = inviteUser(server.context, server.system, organization, {
        email: newEmail(),
        identityProviderKey,
      })
      assert.equal((await refusalOf(attempt)).problem, 'invalid_body')
    }
  })

  test('is refused once deactivated, and that is recorded', async () => {
    const ada = identity(await newProvider())
    const key = await signedIn(ada)
    await updateUser(server.context, server.system, key, { isActive: false })
    await refused(ada, 'external_user_inactive')
  })

  test('comes back as somebody new after the user was deleted', async () => {
    const ada = identity(await newProvider(), { email: newEmail() })
    const key = await signedIn(ada)
    await makeAdministrator(key)
    await makeAdministrator(await signedIn(identity(ada.providerKey)))
    await deleteUser(server.context, server.system, key)
    const again = await signedIn(ada)
    assert.notEqual(again, key)
    assert.equal((await read(again)).email, ada.email)
  })

  test('is refused where the provider is not assigned, and for an application that names others', async () => {
    await refused(identity(await newProvider({}, false)), 'external_provider_refused')
    const ada = identity(await newProvider())
    const targets: SignInTarget[] = [
      { kind: 'relying-party', key: randomUUID(), environmentKey: randomUUID(), identityProviderKeys: null },
      { kind: 'relying-party', key: randomUUID(), environmentKey: null, identityProviderKeys: [] },
    ]
    for (const target of targets) {
      assert.equal((await refusalOf(signIn(ada, target))).problem, 'external_provider_refused')
    }
    const named = { kind: 'relying-party', key: randomUUID(), environmentKey: null } as const
    assert.equal((await signIn(ada, { ...named, identityProviderKeys: [ada.providerKey] })).outcome, 'signed-in')
  })

  test('keeps name and photo as the provider has them, until somebody chooses others here', async () => {
    const ada = identity(await newProvider(), { username: 'ada' })
    const key = await signedIn(ada)
    await signedIn({ ...ada, name: 'Ada Byron', username: 'ada.byron' })
    assert.equal((await read(key)).name, 'Ada Byron')
    await updateUser(server.context, server.system, key, { name: 'Countess' })
    await signedIn({ ...ada, name: 'Ada Lovelace' })
    assert.equal((await read(key)).name, 'Countess')
    assert.equal((await profilesOf(key))[0]?.name, 'Ada Lovelace')
    const other = await signedIn(identity(ada.providerKey, { username: 'ADA' }))
    assert.deepEqual([(await profilesOf(other))[0]?.username, other === key], [null, false])
  })

  test('is stored without what breaks the rules of users, and refused without a usable subject', async () => {
    const strange = { name: 'a\u202Eb', email: 'no mail', username: 'x\u0000y', photoUrl: 'javascript:alert(1)' }
    const key = await signedIn(identity(await newProvider({ emailTrustType: 'All' }), strange))
    const user = await read(key)
    assert.deepEqual([user.name, user.email, user.photoUrl], [null, null, null])
    const provider = await newProvider()
    for (const subject of ['', 'x'.repeat(513), 'a\u0000b', 'a\nb']) {
      await refused(identity(provider, { subject }), 'external_subject_invalid')
    }
  })
})
