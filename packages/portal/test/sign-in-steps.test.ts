import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { createIdentityProvider } from '@portico/server/modules/directory/identity-providers/create-identity-provider.ts'
import { replaceProviderAssignments } from '@portico/server/modules/directory/identity-providers/replace-provider-assignments.ts'
import { replaceBranding } from '@portico/server/modules/foundation/branding/replace-branding.ts'
import { createMember, sessionOf } from '@portico/testing/signed-in-members.ts'
import { startOidcProvider } from '@portico/testing/start-oidc-provider.ts'
import type { Page } from 'playwright-core'
import { assertAccessible } from './support/accessibility.ts'
import { grantRole, visitsOf, visitsOfAdministrator } from './support/members.ts'
import { passSetUp } from './support/pass-set-up.ts'
import { startPortal, type TestPortal } from './support/portal.ts'
import { settled } from './support/walk.ts'

const client = { name: 'Holiday planner with quite a long name', logoUrl: null }
const account = { name: 'Zoë Übel', email: 'zoe@example.com' }
const providers = [
  { key: '1', name: 'Müller Entra ID', subtype: 'Custom' },
  { key: '2', name: 'Google', subtype: 'Google' },
]
const first = {
  step: 'password',
  organizationName: 'x',
  client,
  providers,
  allowsPasswords: true,
  asksEmailFirst: true,
}
const problem = { errorCode: 'PTC-XXX-1', title: 'Away', detail: 'Müller Entra ID does not answer.' }

/** What the server answers, and the heading of the page in the language */
const steps: [language: string, heading: string, answer: object][] = [
  ['en', 'Sign in', { ...first, problem }],
  ['de', 'Anmelden', first],
  ['pt', 'Iniciar sessão', { ...first, asksEmailFirst: false }],
  ['de', 'Anmelden', { ...first, allowsPasswords: false, asksEmailFirst: false, providers: [] }],
  ['pt', 'Concorda?', { step: 'consent', client, account, scopes: ['openid', 'profile', 'email', 'roles', 'x:read'] }],
  [
    'de',
    'Sind Sie einverstanden?',
    { step: 'consent', client, account, scopes: ['openid', 'offline_access', 'groups'] },
  ],
  ['en', 'Who are you?', { step: 'select_account', client, account }],
  ['pt', 'Esta conta é sua?', { step: 'link', client, providerName: 'Google', email: account.email }],
  ['de', 'Sie dürfen diese Anwendung nicht verwenden', { step: 'refused', client, account }],
  ['pt', 'Introduza um código', { step: 'code', client }],
]

describe('what people see at their sign-in', () => {
  let portal: TestPortal
  before(async () => {
    portal = await startPortal()
    const administrator = await createMember(portal.server, portal.server.system, [], { name: 'Ada' })
    await grantRole(portal.server, administrator, 'Administrator')
    const { context, system } = portal.server
    await replaceBranding(context, system, { name: 'Müller & Söhne', primaryColor: '#ffcc00', logo: logo() })
  })

  /** The language that this browser remembers */
  const speak = (page: Page, language: string): Promise<unknown> =>
    page.evaluate(`localStorage.setItem('portico language', '${language}')`)

  test('each step can be read and used, in three languages, in the organization’s color', async () => {
    await portal.visit(
      async (page) => {
        await passSetUp(page)
        let shown: object = {}
        await page.route('**/portal/interactions/any', (route) => route.fulfill({ json: shown }))
        await page.goto('/sign-in')
        for (const [language, heading, answer] of steps) {
          shown = answer
          await speak(page, language)
          await page.goto('/sign-in/any')
          await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
          assert.equal(await page.evaluate('document.documentElement.lang'), language)
          await page.getByText('Müller & Söhne').waitFor()
          assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 390, 'nothing is beside the window')
          await assertAccessible(page)
        }
        await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' })
        await assertAccessible(page)
        await page.emulateMedia({ forcedColors: 'none' })
      },
      { width: 390, height: 844 },
    )
  })

  test('the language is chosen on the page, and remembered; a provider that is away leaves the other ways', async () => {
    await portal.visit(async (page) => {
      await passSetUp(page)
      await page.route('**/portal/interactions/any', (route) => route.fulfill({ json: first }))
      await page.route('**/portal/interactions/any/email', (route) => route.fulfill({ json: { step: 'password' } }))
      await page.route('**/portal/interactions/any/provider', (route) =>
        route.fulfill({ status: 400, json: { status: 400, title: 'Away', detail: 'It does not answer.' } }),
      )
      // An application asks for Portuguese. What the person chooses comes first.
      await page.goto('/sign-in/any?ui_locales=pt')
      await page.getByRole('heading', { name: 'Iniciar sessão' }).waitFor()
      await page.getByRole('button', { name: 'Idioma' }).click()
      await page.getByRole('menuitemradio', { name: 'Deutsch' }).click()
      await page.getByRole('heading', { name: 'Anmelden' }).waitFor()
      await page.reload()
      await page.getByRole('button', { name: 'Mit Google anmelden' }).click()
      // The server's own words, for which the page has none, are folded.
      await page.getByRole('alert').getByText('Details', { exact: true }).click()
      await page.getByRole('alert').getByText('It does not answer.').waitFor()
      await page.getByLabel('E-Mail').fill('zoe@example.com')
      await page.getByRole('button', { name: 'Weiter' }).click()
      await page.getByLabel('Passwort', { exact: true }).waitFor()
      assert.equal(await page.getByLabel('E-Mail').inputValue(), 'zoe@example.com')
      await page.getByRole('button', { name: 'Mit Müller Entra ID anmelden' }).waitFor()
      await assertAccessible(page)
      await page.getByRole('button', { name: 'Andere E-Mail-Adresse verwenden' }).click()
      await page.getByRole('button', { name: 'Weiter' }).waitFor()

      await page.goto('/sign-out')
      await page.getByRole('heading', { name: 'Sie sind abgemeldet' }).waitFor()
      await assertAccessible(page)
    })
  })

  test('whoever administers nothing lands at their applications, and sees nothing of administration', async () => {
    const { server } = portal
    const application = (name: string, more: object = {}) => ({
      name,
      type: 'web',
      redirectUris: [`https://${name.toLowerCase()}.example/callback`],
      ...more,
    })
    const caller = await server.administrator()
    for (const body of [application('Wiki'), application('Calendar', { initiateLoginUri: 'https://c.example/start' })])
      assert.ok((await caller.call('POST', '/api/management/v1/relying-parties', body)).status < 300)
    const userKey = await createMember(server, server.system, [], { name: 'Eve End' })
    const visit = visitsOf(portal, await sessionOf(server, server.organizationKey, userKey))
    await visit(async (page) => {
      await page.goto('/')
      await page.getByRole('heading', { name: 'My applications' }).waitFor()
      assert.equal(new URL(page.url()).pathname, '/my-applications')
      const opens = await page.getByRole('link', { name: 'Calendar' }).getAttribute('href')
      assert.match(opens ?? '', /^https:\/\/c\.example\/start\?iss=/)
      await page.getByText('Wiki').waitFor()
      assert.deepEqual(await page.getByRole('navigation').getByRole('link').allInnerTexts(), [
        'My applications',
        'Your account',
      ])
      assert.equal(await page.getByRole('button', { name: 'Search' }).count(), 0)
      await assertAccessible(page)

      await speak(page, 'de')
      await page.goto('/account')
      await page.getByRole('heading', { name: 'Ihr Konto' }).waitFor()
      await settled(page)
      await assertAccessible(page)
      await page.getByRole('link', { name: 'Meine Anwendungen' }).click()
      await page.getByRole('heading', { name: 'Meine Anwendungen' }).waitFor()

      await speak(page, 'en')
      for (const path of ['/users', '/branding', '/audit-trail']) {
        await page.goto(path)
        await page
          .getByRole('heading', { name: 'You may not see this page' })
          .or(page.getByText('Nothing is here'))
          .waitFor()
      }
    })
  })

  test('signing out ends the session at the identity provider as well', async () => {
    const { server } = portal
    const origin = new URL(portal.url).origin
    const idp = await startOidcProvider({
      redirectUris: [`${origin}/portal/providers/callback`],
      postLogoutRedirectUris: [`${origin}/portal/providers/signed-out`],
    })
    idp.account = { sub: 'grace', name: 'Grace Acme', email: 'grace@acme.example', email_verified: true }
    const { key } = await createIdentityProvider(server.context, server.system, {
      name: 'Acme',
      type: 'OIDC',
      autoCreateProfiles: true,
      oidcConfiguration: {
        discoveryUrl: `${idp.issuer}/.well-known/openid-configuration`,
        clientId: idp.clientId,
        clientSecret: idp.clientSecret,
        clientAuthenticationMethod: 'client_secret_basic',
      },
    })
    const members = { organization: true, environmentKeys: [] }
    await replaceProviderAssignments(server.context, server.system, key, members)
    const expected = [new RegExp(`^asked another host: ${idp.issuer}/`)]
    await portal.visit(
      async (page) => {
        await passSetUp(page)
        await page.goto('/portal/sign-in')
        await page.getByRole('button', { name: 'Sign in with Acme' }).click()
        await page.getByRole('button', { name: 'Account of Grace Acme' }).click()
        assert.equal(idp.endedSessions, 0)
        await page.getByRole('menuitem', { name: 'Sign out' }).click()
        await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
        assert.equal(idp.endedSessions, 1)
      },
      { expected },
    )
  })

  test('the branding is changed on its page', async () => {
    const visit = await visitsOfAdministrator(portal)
    await visit(async (page) => {
      await page.goto('/branding')
      await page.waitForURL('**/settings/organization')
      const branding = page.getByRole('region', { name: 'Branding' })
      await settled(page)
      await page.getByRole('img', { name: 'Logo' }).waitFor()
      await assertAccessible(page)
      await page.getByLabel('Color', { exact: true }).fill('red')
      await branding.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Enter # and six hexadecimal digits').waitFor()
      await page.getByLabel('Color', { exact: true }).fill('#c2255c')
      await page.getByLabel('Display name', { exact: true }).fill('Maier')
      const picture = {
        name: 'x.png',
        mimeType: 'image/png',
        buffer: Buffer.from('<svg onload="alert(1)"/>'.padEnd(40)),
      }
      await page.locator('input[type=file]').setInputFiles(picture)
      await page.getByText('This file is no PNG picture.').waitFor()
      await page.getByRole('button', { name: 'Remove' }).click()
      await branding.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Branding saved').waitFor()
      await page.getByRole('banner').getByText('Maier').waitFor()
      await page.getByLabel('Name of the organization').fill('Maier & Co')
      await page.getByRole('region', { name: 'Name', exact: true }).getByRole('button', { name: 'Save' }).click()
      await page.getByText('Name saved').waitFor()
      await page
        .getByRole('navigation', { name: 'Pages of the settings' })
        .getByRole('link', { name: 'Signing keys' })
        .click()
      await page.getByRole('cell', { name: 'ES256' }).waitFor()
      await page.getByRole('button', { name: 'Rotate keys' }).click()
      await page.getByRole('radio', { name: 'In 11 minutes' }).waitFor()
      await assertAccessible(page)
      await page.getByRole('dialog').getByRole('button', { name: 'Rotate', exact: true }).click()
      await page.getByText('Next', { exact: true }).first().waitFor()
      await page.getByRole('link', { name: 'Rate limits' }).click()
      await page.getByText('Management API', { exact: true }).waitFor()
      await assertAccessible(page)
      await assertAccessible(page)
    })
  })
})

/** A PNG of 64 × 64 pixels in one color */
function logo(): string {
  const crcOf = (bytes: Buffer): number => {
    let crc = ~0
    for (const byte of bytes) {
      crc ^= byte
      for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
    }
    return ~crc >>> 0
  }
  const chunk = (type: string, data: Buffer): Buffer => {
    const [length, crc, named] = [Buffer.alloc(4), Buffer.alloc(4), Buffer.concat([Buffer.from(type), data])]
    length.writeUInt32BE(data.length)
    crc.writeUInt32BE(crcOf(named))
    return Buffer.concat([length, named, crc])
  }
  const header = Buffer.from([0, 0, 0, 64, 0, 0, 0, 64, 8, 2, 0, 0, 0])
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(64 * 3, 0x80)])
  const pixels = deflateSync(Buffer.concat(Array.from({ length: 64 }, () => row)))
  const bytes = [Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', pixels)]
  return `data:image/png;base64,${Buffer.concat([...bytes, chunk('IEND', Buffer.alloc(0))]).toString('base64')}`
}
