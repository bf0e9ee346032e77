import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { Browser, beginSignIn } from '@portico/testing/browser.ts'
import { onBothEngines } from '@portico/testing/databases.ts'
import { mailTextsTo } from '@portico/testing/mail-texts.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { assertProblem, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { type SignedIn, sessionOf } from '@portico/testing/signed-in-members.ts'
import { createIdentityProvider } from '../../directory/identity-providers/create-identity-provider.ts'
import { replaceProviderAssignments } from '../../directory/identity-providers/replace-provider-assignments.ts'
import { findAccount } from '../../directory/users/accounts.ts'
import { updateUser } from '../../directory/users/update-user.ts'
import { listAuditEntries } from '../../foundation/audit/list-audit-entries.ts'
import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import { notifyOfSecurityChange } from '../credentials/notify-of-security-change.ts'
import { signInExternally } from '../federation/sign-in-externally.ts'
import { inviteExistingUser } from '../invitations/invite-existing-user.ts'
import { inviteUser } from '../invitations/invite-user.ts'

const path = '/portal/account/profile'
const photoUrl = 'https://photos.example/ada.png'

onBothEngines('One’s own profile', (engine) => {
  let server: TestServer
  let providerKey: string
  before(async () => {
    server = await startTestServer({ engine })
    const { context, system } = server
    const oidcConfiguration = { discoveryUrl: 'https://idp.example.com', clientId: 'a' }
    const request = { name: 'Acme', type: 'OIDC' as const, oidcConfiguration, autoCreateProfiles: true }
    providerKey = (await createIdentityProvider(context, system, request)).key
    await replaceProviderAssignments(context, system, providerKey, { organization: true, environmentKeys: [] })
  })

  /** Without any role */
  const someone = async (): Promise<SignedIn> => {
    const { key } = await createPasswordUser(server)
    return sessionOf(server, server.organizationKey, key)
  }
  const account = (key: string) => findAccount(server.context, server.organizationKey, key)
  const entriesOf = async (key: string) =>
    (await listAuditEntries(server.context, server.system, {})).results.filter(
      ({ action, entity }) => action === 'user.updated' && entity.key === key,
    )

  test('is read and changed by its user, and the change is audited', async () => {
    const { userKey, send } = await someone()
    const { body: before } = await send('GET', path)
    assert.deepEqual(before.providedBy, { name: null, photoUrl: null })
    for (const body of [{ name: '  Zoë Übel ' }, { photoUrl }, { name: 'Zoë Übel' }, {}])
      assert.equal((await send('PATCH', path, { body })).status, 204)
    const { body } = await send('GET', path)
    assert.deepEqual(body, { ...before, name: 'Zoë Übel', photoUrl })
    assert.equal((await send('GET', '/portal/session')).body.user.name, 'Zoë Übel')
    const entries = await entriesOf(userKey)
    assert.equal(entries.length, 2, 'what changes nothing is not audited')
    assert.ok(entries.every(({ actor }) => actor.key === userKey))
    assert.equal((await send('PATCH', path, { body: { photoUrl: null } })).status, 204)
    assert.equal((await account(userKey))?.photoUrl, null)
  })

  test('takes no other field, nobody else’s key, and nothing that is no name or web address', async () => {
    const [{ userKey, send }, other] = [await someone(), await someone()]
    const [own, others] = [await account(userKey), await account(other.userKey)]
    for (const body of [
      { status: 'Active' },
      { isActive: false },
      { email: 'admin@example.com' },
      { key: other.userKey, name: 'Eve' },
      { userKey: other.userKey, name: 'Eve' },
      { isEmailVerified: true, name: 'Eve' },
      { organizationRoles: [] },
      { name: null },
      { name: ' \u200b' },
      { name: 'Ada\u202eevE' },
      { name: 'a'.repeat(257) },
      { photoUrl: 'javascript:alert(1)' },
      { photoUrl: 'data:image/svg+xml,<svg/>' },
      { photoUrl: `https://x.example/${'a'.repeat(2048)}` },
    ])
      assertProblem(await send('PATCH', path, { body }), 'invalid_body')
    assert.equal((await send('PATCH', `${path}/${other.userKey}`, { body: { name: 'Eve' } })).status, 404)
    assert.deepEqual([await account(userKey), await account(other.userKey)], [own, others])
    // Whatever the address says, it is one's own.
    await send('PATCH', `${path}?key=${other.userKey}`, { body: { name: 'Eve' } })
    assert.deepEqual(await account(other.userKey), others)
  })

  test('is not changed without a session, from another site, or by one who is not active any more', async () => {
    const { userKey, cookie, send: ask } = await someone()
    const before = await account(userKey)
    const body = { name: 'Eve' }
    assert.equal((await send(server.url, 'PATCH', path, { body })).status, 401)
    assert.equal((await send(server.url, 'PATCH', path, { body, headers: { cookie } })).status, 403)
    const { key: administrated } = await createPasswordUser(server)
    const gone = await sessionOf(server, server.organizationKey, administrated)
    await updateUser(server.context, server.system, administrated, { isActive: false })
    assert.equal((await gone.send('PATCH', path, { body })).status, 401)
    assert.deepEqual(await account(userKey), before)
    assert.equal((await ask('PATCH', path, { body })).status, 204)
  })

  test('keeps what an identity provider gives at each sign-in, until that is not so any more', async () => {
    const { context, organizationKey, system } = server
    const subject = randomUUID()
    const signIn = (name: string) =>
      signInExternally(
        context,
        organizationKey,
        {
          ...{ providerKey, subject, username: null, name, email: null, isEmailVerified: false, photoUrl },
          ...{ isTermsAccepted: null, claims: {}, hasSecondFactor: false, session: null },
        },
        { kind: 'portal' },
        { address: null, traceId: null },
      )
    const { user } = await signIn('Ada Elsewhere')
    const session = await sessionOf(server, organizationKey, user.key)
    const source = { key: providerKey, name: 'Acme' }
    assert.deepEqual((await session.send('GET', path)).body.providedBy, { name: source, photoUrl: source })
    for (const body of [{ name: 'Eve' }, { photoUrl: null }])
      assertProblem(await session.send('PATCH', path, { body }), 'profile_provided', 'Acme')
    assert.equal((await session.send('PATCH', path, { body: { name: 'Ada Elsewhere' } })).status, 204)
    await signIn('Ada Anew')
    assert.equal((await account(user.key))?.name, 'Ada Anew')

    // What an administrator has chosen does not come from there.
    await updateUser(context, system, user.key, { name: 'Ada by hand' })
    assert.equal((await session.send('PATCH', path, { body: { name: 'Ada by herself' } })).status, 204)
    await signIn('Ada Anew')
    assert.equal((await account(user.key))?.name, 'Ada by herself')
    // Nobody signs in there any more.
    await replaceProviderAssignments(context, system, providerKey, { organization: false, environmentKeys: [] })
    assert.equal((await session.send('PATCH', path, { body: { photoUrl: null } })).status, 204)
  })

  test('has the language of mails: the one that was chosen or used last, or that of the invitation', async () => {
    const { key, email } = await createPasswordUser(server)
    const session = await sessionOf(server, server.organizationKey, key)
    const language = async (): Promise<string> => (await session.send('GET', path)).body.language
    const notice = async (): Promise<string> => {
      const user = await account(key)
      assert.ok(user)
      await notifyOfSecurityChange(server.context, server.system, user, 'passkey-added')
      return (await mailTextsTo(server, email)).at(-1) ?? ''
    }
    assert.equal(await language(), null)
    assert.match(await notice(), /^Hello,\n/)
    assert.equal((await session.send('PATCH', path, { body: { language: 'pt' } })).status, 204)
    assert.match(await notice(), /A sua chave de acesso foi adicionada a \d+ de /)
    for (const unknown of ['fr', 'de-AT', '', null])
      assertProblem(await session.send('PATCH', path, { body: { language: unknown } }), 'invalid_body')

    const signInWith = async (said: string) => {
      const browser = new Browser(server.url)
      const page = await beginSignIn(browser)
      const headers = { 'portico-language': said }
      const { body } = await browser.post(
        `/portal/interactions/${page}/password`,
        { email, password: goodPassword },
        headers,
      )
      assert.ok(body.redirectTo)
    }
    await signInWith('de')
    assert.equal(await language(), 'de')
    await signInWith('fr')
    assert.equal(await language(), 'de')
    assert.match(await notice(), /Ihr Passkey wurde am \d+\. /)
  })

  test('of somebody who is invited begins in the language of the invitation', async () => {
    const { context, system, organizationKey } = server
    const organization = { key: organizationKey, name: 'Example', baseUrl: 'http://localhost' } as ReachedOrganization
    const invite = async (language: 'de' | undefined): Promise<string> => {
      const email = `${randomUUID()}@example.com`
      const { key } = await inviteUser(context, system, organization, { email, ...(language && { language }) })
      if (language) await inviteExistingUser(context, system, organization, key)
      const texts = await mailTextsTo(server, email)
      assert.equal(texts.length, language ? 2 : 1)
      return texts.at(-1) ?? ''
    }
    assert.match(await invite('de'), /Öffnen Sie diese Seite, um die Einladung anzunehmen/)
    assert.match(await invite(undefined), /Open this page to accept/)
  })
})
