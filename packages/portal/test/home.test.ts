import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { newSamlKeys } from '@portico/testing/saml-documents.ts'
import type { Page } from 'playwright-core'
import { createApiClient } from '../../server/src/modules/api-clients/clients/create-api-client.ts'
import type { Credentials } from '../../server/src/modules/api-clients/clients/credentials.ts'
import { createIdentityProvider } from '../../server/src/modules/directory/identity-providers/create-identity-provider.ts'
import { assertAccessible } from './support/accessibility.ts'
import { button, clipboardOf } from './support/actions.ts'
import { awkwardNames } from './support/awkward-names.ts'
import type { Visit } from './support/browser.ts'
import { visitsOfAdministrator, visitsOfMember } from './support/members.ts'
import { startPortal, type TestPortal } from './support/portal.ts'

const day = 86_400_000

/** Pastes the commands into a shell, and answers what they ask for. @returns what the shell prints */
async function inShell(commands: string[], { clientId, clientSecret }: Credentials): Promise<string> {
  const run = promisify(execFile)('bash', ['-c', commands.join('\n')])
  run.child.stdin?.end(`${clientId}\n${clientSecret}\n`)
  return (await run).stdout
}

describe('the home page', () => {
  let portal: TestPortal
  let visit: Visit
  before(async () => {
    portal = await startPortal()
    visit = await visitsOfAdministrator(portal)
  })

  const step = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title }).first()

  test('the first steps show what is done, and go on as things are done', async () => {
    const { server } = portal
    const items = {
      entityId: 'urn:example:directory',
      singleSignOnUrl: 'https://directory.example.com/sso',
      certificate: newSamlKeys('old', '2026-06-30T00:00:00Z').certificate.toString(),
    }
    const samlConfiguration = Object.entries(items).map(([configName, configValue]) => ({ configName, configValue }))
    await createIdentityProvider(server.context, server.system, { name: 'Directory', type: 'SAML', samlConfiguration })
    await visit(async (page) => {
      const asked: string[] = []
      page.on('request', (request) => asked.push(new URL(request.url()).pathname))
      await page.goto('/')
      await page.getByText('Directory: ended on 30 Jun 2026').waitFor()
      await step(page, 'Create an API client (to do)').getByRole('link', { name: 'Create an API client' }).waitFor()
      await step(page, 'Set up mail (to do)').getByRole('link', { name: 'Set up mail' }).waitFor()
      assert.deepEqual(
        asked.filter((path) => /^\/(?:api|portal)\//.test(path)),
        ['/portal/session', '/api/management/v1/overview'],
      )
      // Over a slow connection, each one more is waited for.
      assert.ok(asked.length <= 15, asked.join('\n'))
      const credentials = await server.createClient([{ name: 'User and access management > View members' }])
      await page.reload()
      await step(page, 'Create an API client (done)').waitFor()
      const copied = async (title: string): Promise<string> => {
        await step(page, `${title} (to do)`).getByRole('button', { name: /^Copy/ }).click()
        return clipboardOf(page)
      }
      const getToken = await copied('Get a token with it')
      await assertAccessible(page)
      await inShell([getToken], credentials)
      // The server notes it after it has answered.
      await server.context.lastUse.flush()
      await page.reload()
      await step(page, 'Get a token with it (done)').waitFor()
      const list = await copied('List users with a token')
      assert.match(await inShell([getToken, 'TOKEN=wrong', list], credentials), /PTC-AUT-401/)
      await server.context.lastUse.flush()
      await page.reload()
      await step(page, 'List users with a token (to do)').waitFor()
      assert.match(await inShell([getToken, list], credentials), /"totalResults"/)
      await server.context.lastUse.flush()
      // As when the person comes back from the terminal.
      await page.evaluate("dispatchEvent(new Event('visibilitychange'))")
      await step(page, 'List users with a token (done)').waitFor()
      await button(page, 'Hide').click()
      await page.getByRole('heading', { name: 'Getting started' }).waitFor({ state: 'hidden' })
      await page.reload()
      await page.getByRole('heading', { name: 'Sign-ins' }).waitFor()
      assert.equal(await page.getByRole('heading', { name: 'Getting started' }).count(), 0)
    })
  })

  test('plots come with words and with numbers', async () => {
    const { context, organizationKey } = portal.server
    const today = new Date().toISOString().slice(0, 10)
    const row = { organization_key: organizationKey, day: today, sign_ins: 1234 }
    await context.database.db.insertInto('sign_in_days').values(row).execute()
    await visit(async (page) => {
      await page.goto('/')
      await page.getByText('1,234 sign-ins of all users in the last 30 days').waitFor()
      const plot = page.getByRole('img', { name: /^Sign-ins in the last 30 days The most were 1,234 on/ })
      assert.equal(await plot.locator('rect').count(), 30)
      await page.getByText('Show the numbers').click()
      await page.getByRole('row').filter({ hasText: '1,234' }).waitFor()
      await page.getByRole('img', { name: /^Users by status Active: \d+, Invited: 0/ }).waitFor()
      await assertAccessible(page)
      await page.getByRole('link', { name: 'Inactive' }).click()
      await page.waitForURL('**/users?status=Inactive')
    })
  })

  test('secrets that expire soon and recent changes lead to what they name', async () => {
    const { context, system } = portal.server
    const expiresOn = new Date(Date.now() + 5 * day).toISOString().slice(0, 10)
    await createApiClient(context, system, { name: awkwardNames.quotes, expiresOn })
    await createApiClient(context, system, { name: awkwardNames.longest })
    await visit(async (page) => {
      await page.goto('/')
      const secrets = page.getByRole('region', { name: 'Secrets that expire soon' })
      await secrets.getByRole('link', { name: awkwardNames.quotes }).waitFor()
      assert.equal(await secrets.getByRole('listitem').count(), 1)
      await assertAccessible(page)
      const changes = page.getByRole('region', { name: 'Recent changes' })
      await changes.getByText(awkwardNames.longest).waitFor()
      await changes.getByRole('link', { name: 'API client: created' }).first().click()
      await page.getByRole('dialog').getByRole('heading', { name: 'API client: created' }).waitFor()
      assert.match(page.url(), /\/audit-trail\?entry=/)
    })
    await visit(
      async (page) => {
        await page.goto('/')
        await page.getByText(awkwardNames.longest).waitFor()
        const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
        assert.ok(Number(overflow) <= 0, 'the page scrolls sideways')
      },
      { width: 400 },
    )
  })

  test('each part is for those who may see what is in it', async () => {
    const member = await visitsOfMember(portal, 'Asset management > Open')
    await member(async (page) => {
      await page.goto('/')
      await page.getByRole('heading', { name: 'Sign-ins' }).waitFor()
      await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Assets' }).waitFor()
      for (const name of ['Users', 'Secrets that expire soon', 'Recent changes', 'Getting started'])
        assert.equal(await page.getByRole('heading', { name, exact: true }).count(), 0, name)
      await assertAccessible(page)
    })
  })
})
