import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { until } from '@portico/testing/until.ts'
import type { Page } from 'playwright-core'
import { createApiClient } from '../../server/src/modules/api-clients/clients/create-api-client.ts'
import { listApiClients } from '../../server/src/modules/api-clients/clients/list-api-clients.ts'
import { assertAccessible } from './support/accessibility.ts'
import { button } from './support/actions.ts'
import { awkwardNames } from './support/awkward-names.ts'
import type { Visit } from './support/browser.ts'
import { visitsOfAdministrator, visitsOfMember } from './support/members.ts'
import { startPortal, type TestPortal } from './support/portal.ts'

const day = 86_400_000

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
    await visit(async (page) => {
      await page.goto('/')
      await step(page, 'Create an API client (to do)').getByRole('link', { name: 'Create an API client' }).waitFor()
      await step(page, 'Set up mail (to do)').getByRole('link', { name: 'Set up mail' }).waitFor()
      const credentials = await server.createClient([{ name: 'User and access management > View members' }])
      await page.reload()
      await step(page, 'Create an API client (done)').waitFor()
      await step(page, 'Get a token with it (to do)').getByText('/identity/token').waitFor()
      await assertAccessible(page)
      await server.token(credentials)
      // The server notes it after it has answered.
      await until(async () => {
        const { results } = await listApiClients(server.context, server.system, {})
        return results.some(({ lastUsedAt }) => lastUsedAt !== null)
      }, 10_000)
      await page.reload()
      await step(page, 'Get a token with it (done)').waitFor()
      await button(page, 'It worked').click()
      await step(page, 'List users with the token (done)').waitFor()
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
      await page.getByText('1,234 sign-ins in the last 30 days').waitFor()
      const plot = page.getByRole('img', { name: /^Sign-ins in the last 30 days The most were 1,234 on/ })
      assert.equal(await plot.locator('rect').count(), 30)
      await page.getByText('The numbers as a table').click()
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
