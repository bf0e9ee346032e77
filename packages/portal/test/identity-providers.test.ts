import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { createClaimMapping } from '@portico/server/modules/directory/groups/create-claim-mapping.ts'
import { createGroup } from '@portico/server/modules/directory/groups/create-group.ts'
import { deleteClaimMapping } from '@portico/server/modules/directory/groups/delete-claim-mapping.ts'
import { createIdentityProvider } from '@portico/server/modules/directory/identity-providers/create-identity-provider.ts'
import { getIdentityProvider } from '@portico/server/modules/directory/identity-providers/get-identity-provider.ts'
import { getProviderAssignments } from '@portico/server/modules/directory/identity-providers/get-provider-assignments.ts'
import { getProviderTrust } from '@portico/server/modules/directory/identity-providers/get-provider-trust.ts'
import { normalClaims } from '@portico/server/modules/directory/identity-providers/normal-claims.ts'
import { replaceProviderAssignments } from '@portico/server/modules/directory/identity-providers/replace-provider-assignments.ts'
import { samlSettingNames } from '@portico/server/modules/directory/identity-providers/saml-setting-names.ts'
import { createUser } from '@portico/server/modules/directory/users/create-user.ts'
import { localhostCertificate } from '@portico/testing/certificate.ts'
import { send } from '@portico/testing/requests.ts'
import { samlMetadata } from '@portico/testing/saml-metadata.ts'
import { startSamlProvider } from '@portico/testing/saml-provider.ts'
import type { Page } from 'playwright-core'
import { ownClaims, samlSettings } from '../src/pages/identity-providers/provider-values.ts'
import { assertAccessible } from './support/accessibility.ts'
import type { Visit } from './support/browser.ts'
import { grantRole, visitsOfAdministrator, visitsOfMember } from './support/members.ts'
import { passSetUp } from './support/pass-set-up.ts'
import { startPortal, type TestPortal } from './support/portal.ts'

const managesAuthentication = 'User and access management > Manage authentication'
const discoveryUrl = 'https://login.example.com/.well-known/openid-configuration'
const secret = 'never-to-be-read-again'
/** Right-to-left letters, quotes, an emoji, what a browser would run, and as long as a name may be */
const nasty = `<script>document.title='run'</script> "مزود" 🔑 ${'x'.repeat(256)}`.slice(0, 256)

test('the names that the form of providers takes are those that have a meaning', () => {
  assert.deepEqual(samlSettings, samlSettingNames)
  assert.deepEqual(ownClaims, Object.keys(normalClaims))
})

describe('identity providers in the portal', () => {
  let portal: TestPortal
  let visit: Visit
  before(async () => {
    portal = await startPortal()
    visit = await visitsOfAdministrator(portal)
  })

  const create = async (name: string): Promise<string> => {
    const oidcConfiguration = { discoveryUrl, clientId: 'portico', clientSecret: secret }
    const request = { name, type: 'OIDC' as const, oidcConfiguration }
    return (await createIdentityProvider(portal.server.context, portal.server.system, request)).key
  }
  const read = (key: string) => getIdentityProvider(portal.server.context, portal.server.system, key)
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
  const dialog = (page: Page) => page.getByRole('dialog')
  const pick = async (page: Page, name: string, option: string): Promise<void> => {
    await page.getByRole('combobox', { name }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }

  test('explains the built-in one, which stays as it is', async () => {
    await visit(async (page) => {
      await page.goto('/identity-providers')
      await assertAccessible(page)
      await page.getByRole('link', { name: 'Built-in' }).click()
      await page.getByText('It is available to all members').waitFor()
      await assertAccessible(page)
      assert.equal(await button(page, 'Delete').count(), 0)
      await page.goto(`${page.url()}/edit`)
      await page.getByText('The built-in identity provider cannot be changed.').waitFor()
    })
  })

  test('adds one of OpenID Connect, whose secret nobody reads again, and assigns it', async () => {
    await visit(async (page) => {
      await page.goto('/identity-providers')
      await page.getByRole('link', { name: 'Create identity provider' }).click()
      await button(page, 'Create identity provider').click()
      await page.getByText('Enter a name. Users see it').waitFor()
      await page.getByText('Enter the discovery URL').waitFor()
      await page.getByText('Enter the client secret').waitFor()
      await assertAccessible(page)

      await field(page, 'Name').fill('Contoso')
      await field(page, 'Discovery URL').fill('http://login.example.com/insecure')
      await field(page, 'Client ID').fill('portico')
      await pick(page, 'Client authentication', 'Assertion signed with the secret')
      await pick(page, 'Signature algorithm', 'HS512')
      await page.getByRole('textbox', { name: 'Client secret' }).fill(secret)
      await page.getByRole('combobox', { name: 'Scopes' }).fill('groups')
      await page.keyboard.press('Enter')
      await button(page, 'Add claim').click()
      await field(page, 'Claim 1').fill('email')
      await field(page, 'Name at the provider 1').fill('mail')
      await button(page, 'Create identity provider').click()
      // The server's own rule, at the field that it names
      await page.getByText('must be an https URL').waitFor()
      await field(page, 'Discovery URL').fill(discoveryUrl)
      await button(page, 'Create identity provider').click()

      await page.getByRole('heading', { name: 'Contoso' }).waitFor()
      await page.getByText('Nobody can sign in through this provider until you assign it.').waitFor()
      await page.getByText('The connection to the provider fails').waitFor()
      await page.getByRole('switch', { name: 'Members can use this provider' }).click()
      await page.getByRole('checkbox', { name: 'Test' }).check()
      await assertAccessible(page)
      await button(page, 'Save').click()
      await page.getByText('Access to Contoso saved').waitFor()
      const key = /identity-providers\/([\w-]{36})/.exec(page.url())?.[1] ?? ''
      const { context, system, environments } = portal.server
      assert.deepEqual(await getProviderAssignments(context, system, key), {
        organization: true,
        environmentKeys: [environments.find(({ name }) => name === 'Test')?.key],
      })
      const stored = await read(key)
      assert.deepEqual(stored.oidcConfiguration?.scopes, ['openid', 'profile', 'email', 'groups'])
      assert.equal(stored.oidcConfiguration?.clientAssertionSigningAlgorithm, 'HS512')
      assert.deepEqual(stored.tokenNormalizations, [{ normalClaim: 'email', foreignClaim: 'mail' }])

      await page.getByRole('navigation', { name: 'Parts of this page' }).getByRole('link', { name: 'Settings' }).click()
      await page.getByText('Stored encrypted, never shown').waitFor()
      await assertAccessible(page)
      assert.ok(!(await page.content()).includes(secret))
    })
  })

  test('asks only what differs of a provider that is known, and takes its domains', async () => {
    await visit(async (page) => {
      await page.goto('/identity-providers/new')
      await page.getByRole('radio', { name: 'Keycloak' }).check()
      await field(page, 'Keycloak host').fill('https://login.example.com/')
      await field(page, 'Realm').fill('my realm')
      assert.equal(await field(page, 'Discovery URL').count(), 0)
      await field(page, 'Name').fill('Keycloak')
      await field(page, 'Client ID').fill('portico')
      await page.getByRole('textbox', { name: 'Client secret' }).fill(secret)
      await assertAccessible(page)
      await button(page, 'Create identity provider').click()
      await page.getByRole('heading', { name: 'Keycloak' }).waitFor()
      const key = /identity-providers\/([\w-]{36})/.exec(page.url())?.[1] ?? ''
      const { oidcConfiguration } = await read(key)
      const realm = 'https://login.example.com/realms/my%20realm'
      assert.equal(oidcConfiguration?.discoveryUrl, `${realm}/.well-known/openid-configuration`)

      await page.getByRole('link', { name: 'Trust', exact: true }).click()
      await page.getByRole('combobox', { name: 'Domains' }).fill('Bücher.example')
      await page.keyboard.press('Enter')
      await page.getByRole('checkbox', { name: 'Accept the second factor' }).check()
      await assertAccessible(page)
      await button(page, 'Save').click()
      await page.getByText('Trust in Keycloak saved').waitFor()
      const { context, system } = portal.server
      const trust = { emailDomains: ['xn--bcher-kva.example'], trustsSecondFactor: true }
      assert.deepEqual(await getProviderTrust(context, system, key), trust)
    })
  })

  test('adds one of SAML with the settings of its metadata', async () => {
    await visit(async (page) => {
      await page.goto('/identity-providers/new')
      await field(page, 'Name').fill('Company directory')
      await page.getByRole('radio', { name: 'SAML 2.0' }).check()
      await field(page, 'Value 1').fill('urn:example:directory')
      await button(page, 'Create identity provider').click()
      await page.getByText('Fill in both fields of each line.').waitFor()
      await assertAccessible(page)
      // A slip of the pen would be a rule that nobody follows.
      await field(page, 'Setting 1').fill('entityID')
      await field(page, 'Setting 2').fill('singleSignOnAddress')
      await field(page, 'Value 2').fill('https://directory.example.com/sso')
      await field(page, 'Value 3').fill('x')
      await button(page, 'Create identity provider').click()
      await page.getByText('singleSignOnAddress is not a known name. Known names: metadataUrl').waitFor()
      await field(page, 'Setting 1').fill('entityId')
      await field(page, 'Setting 2').fill('singleSignOnUrl')
      await field(page, 'Value 2').fill('https://directory.example.com/sso')
      await field(page, 'Value 3').fill(localhostCertificate.cert)
      await button(page, 'Create identity provider').click()
      await page.getByRole('heading', { name: 'Company directory' }).waitFor()
      const key = /identity-providers\/([\w-]{36})/.exec(page.url())?.[1] ?? ''
      const stored = (await read(key)).samlConfiguration
      assert.deepEqual(stored, [
        { configName: 'entityId', configValue: 'urn:example:directory' },
        { configName: 'singleSignOnUrl', configValue: 'https://directory.example.com/sso' },
        { configName: 'certificate', configValue: localhostCertificate.cert.trim() },
      ])
      await page.goto(`/identity-providers/${key}`)
      await page.getByText(/CN=localhost, valid until \d/).waitFor()
      await assertAccessible(page)

      await page.goto(`/identity-providers/${key}/edit`)
      await button(page, 'Add setting').click()
      await field(page, 'Setting 4').fill('forceAuthentication')
      await field(page, 'Value 4').fill('true')
      await field(page, 'Metadata').fill('<html/>')
      await button(page, 'Fill in settings').click()
      await page.locator('summary').filter({ hasText: 'Details' }).click()
      await page.getByText('is not the metadata of one SAML provider').waitFor()
      const buffer = Buffer.from(samlMetadata)
      await page.locator('input[type=file]').setInputFiles({ name: 'idp.xml', mimeType: 'text/xml', buffer })
      await page.getByText('Settings filled in.').waitFor()
      await assertAccessible(page)
      // The key of the organization is made.
      await send(portal.server.url, 'GET', '/portal/saml/metadata')
      await button(page, 'Save').click()
      await page.getByRole('heading', { name: 'Company directory' }).waitFor()
      for (const [step, shown] of [
        ['Replace key', 'A new key is published'],
        ['Switch to new key', 'Former'],
        ['Delete former key', 'Replace key'],
      ] as const) {
        await button(page, step).click()
        await page.getByRole('dialog').getByRole('button', { name: step }).click()
        await page.getByRole('dialog').waitFor({ state: 'detached' })
        await page.getByText(shown, { exact: true }).first().waitFor()
      }
      assert.deepEqual(
        (await read(key)).samlConfiguration?.map(({ configName }) => configName),
        ['entityId', 'singleSignOnUrl', 'singleSignOnBinding', 'certificate', 'forceAuthentication'],
      )
    })
  })

  test('leads through a SAML provider by HTTP-POST, with scripts and cookies as browsers have them', async () => {
    const idp = await startSamlProvider({ binding: 'post' })
    const { context, system } = portal.server
    const samlConfiguration = [{ configName: 'metadataUrl', configValue: idp.metadataUrl }]
    const request = { name: 'Faculty', type: 'SAML', autoCreateProfiles: true, samlConfiguration } as const
    const { key } = await createIdentityProvider(context, system, request)
    await replaceProviderAssignments(context, system, key, { organization: true, environmentKeys: [] })
    const metadata = (await send(portal.server.url, 'GET', '/portal/saml/metadata')).text
    const person = { nameId: 'grace', attributes: { mail: 'grace@example.com', displayName: 'Grace Hopper' } }
    const expected = { expected: [/^asked another host: http:\/\/127\.0\.0\.1:\d+\/sso$/] }
    await portal.visit(async (page) => {
      await passSetUp(page)
      // The provider's page: of another site, it sends its answer by a form.
      await page.route(new URL('/sso', idp.metadataUrl).href, async (route) => {
        const fields = Object.fromEntries(new URLSearchParams(route.request().postData() ?? ''))
        const answer = await idp.answer({ action: '', fields }, metadata, person)
        const inputs = Object.entries(answer.fields).map(([name, value]) => `<input name="${name}" value="${value}">`)
        const form = `<form method="post" action="${answer.action}">${inputs.join('')}</form>`
        await route.fulfill({ contentType: 'text/html', body: `${form}<script>document.forms[0].submit()</script>` })
      })
      await page.goto('/')
      await page.getByRole('button', { name: /Faculty/ }).click()
      await page.getByRole('heading', { name: 'My applications' }).waitFor()
      const session = await page.evaluate<string>("fetch('/portal/session').then((answer) => answer.text())")
      assert.match(session, /Grace Hopper/)
    }, expected)
  })

  test('edits one: the secret stays unless a new one is given, and is needed where it would go elsewhere', async () => {
    const key = await create('Fabrikam')
    await visit(async (page) => {
      await page.goto(`/identity-providers/${key}`)
      await page.getByRole('link', { name: 'Edit' }).click()
      assert.equal(await page.getByRole('textbox', { name: 'Client secret' }).inputValue(), '')
      await field(page, 'Name').fill('Fabrikam Inc.')
      await pick(page, 'Trusted e-mail addresses', 'None')
      await button(page, 'Save').click()
      await page.getByRole('heading', { name: 'Fabrikam Inc.' }).waitFor()
      assert.equal((await read(key)).emailTrustType, 'None')

      await page.getByRole('link', { name: 'Edit' }).click()
      await field(page, 'Client ID').fill('another')
      await button(page, 'Save').click()
      await page.getByText('It is needed again where').waitFor()
      await page.locator('[aria-invalid="true"]:focus').waitFor()
      await page.getByRole('textbox', { name: 'Client secret' }).fill('a-new-one')
      await button(page, 'Save').click()
      await page.getByRole('heading', { name: 'Fabrikam Inc.' }).waitFor()
      assert.equal((await read(key)).oidcConfiguration?.clientId, 'another')
    })
  })

  test('says what its users hold that the member lacks, and keeps what was typed', async () => {
    const key = await create('Company')
    const { context, system } = portal.server
    const user = { email: 'linked@example.com', identityProviderKey: key, username: 'linked' }
    await grantRole(portal.server, (await createUser(context, system, user)).key, 'Administrator')
    const manager = await visitsOfMember(portal, managesAuthentication)
    await manager(async (page) => {
      await page.goto(`/identity-providers/${key}/edit`)
      await pick(page, 'Trusted e-mail addresses', 'None')
      await field(page, 'Name').fill('Elsewhere')
      await button(page, 'Save').click()
      const refusal = page.getByRole('alert').getByText(/You need the permission .*Manage users/)
      await refusal.waitFor()
      assert.equal(await field(page, 'Name').inputValue(), 'Elsewhere')
      await assertAccessible(page)
    })
    assert.equal((await read(key)).name, 'Company')
  })

  test('shows the groups that map its claims, and is deleted once nothing depends on it', async () => {
    const key = await create('Short-lived')
    const { context, system, environments } = portal.server
    const environmentKey = environments[0]?.key ?? ''
    const group = await createGroup(context, system, { name: 'Sales', environmentKey })
    const foreignClaim = { name: 'department', value: 'Sales' }
    const mapping = await createClaimMapping(context, system, group.key, { providerKey: key, foreignClaim })
    await visit(async (page) => {
      await page.goto(`/identity-providers/${key}?part=mappings`)
      await page.getByRole('row', { name: 'Sales Development department is Sales' }).waitFor()
      await assertAccessible(page)
      await page.getByRole('link', { name: 'Edit the claim mappings of Sales' }).click()
      await page.getByRole('button', { name: 'Edit the mapping of department Sales' }).waitFor()

      await page.goto(`/identity-providers/${key}`)
      await button(page, 'Delete').click()
      await page.getByLabel('Type “Short-lived” to confirm').fill('Short-lived')
      await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click()
      await dialog(page).getByText('or a group maps its claims. Change these first.').waitFor()
      await deleteClaimMapping(context, system, { key: group.key, mappingKey: mapping.key })
      await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click()
      await page.getByRole('heading', { name: 'Identity providers' }).waitFor()
      await assert.rejects(read(key))
    })
  })

  test('shows whatever a name holds as text', async () => {
    const key = await create(nasty)
    await visit(
      async (page) => {
        await page.goto('/identity-providers?search=script')
        await page.getByRole('link', { name: nasty }).click()
        await page.getByRole('heading', { name: nasty }).waitFor()
        assert.equal(await page.title(), `${nasty} · Portico`)
        await page.goto(`/identity-providers/${key}/edit`)
        assert.equal(await field(page, 'Name').inputValue(), nasty)
        await assertAccessible(page)
        const width = await page.evaluate<number>('document.documentElement.scrollWidth')
        assert.ok(width <= 400, `${width} pixels wide`)
      },
      { width: 400 },
    )
  })

  test('lets those look who invite people, and nobody else', async () => {
    const key = await create('Looked at')
    const invites = await visitsOfMember(portal, 'User and access management > Manage users')
    await invites(async (page) => {
      await page.goto('/identity-providers')
      await page.getByRole('link', { name: 'Looked at' }).click()
      await page.getByRole('heading', { name: 'Looked at' }).waitFor()
      assert.equal(await button(page, 'Delete').count(), 0)
      assert.equal(await page.getByRole('link', { name: 'Access', exact: true }).count(), 0)
      await page.goto(`/identity-providers/${key}/edit`)
      await page.getByText(managesAuthentication).waitFor()
    })
    const looksElsewhere = await visitsOfMember(portal, 'User and access management > View members')
    await looksElsewhere(async (page) => {
      await page.goto('/identity-providers')
      await page.getByText('You may not see this page').waitFor()
    })
  })
})
