import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { createRegisteredApi } from '@portico/server/modules/relying-parties/registered-apis/create-registered-api.ts'
import { listRegisteredApis } from '@portico/server/modules/relying-parties/registered-apis/list-registered-apis.ts'
import { listScopeHolders } from '@portico/server/modules/relying-parties/registered-apis/list-scope-holders.ts'
import { replaceApiClientScopes } from '@portico/server/modules/relying-parties/registered-apis/replace-api-client-scopes.ts'
import type { Page } from 'playwright-core'
import { assertAccessible } from './support/accessibility.ts'
import type { Visit } from './support/browser.ts'
import { visitsOfAdministrator, visitsOfMember } from './support/members.ts'
import { startPortal, type TestPortal } from './support/portal.ts'

describe('APIs in the portal', () => {
  let portal: TestPortal
  let visit: Visit
  before(async () => {
    portal = await startPortal()
    visit = await visitsOfAdministrator(portal)
  })

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

  test('adds an API, gives an API client scopes, changes them, deactivates and deletes it', async () => {
    const { context, system } = portal.server
    const client = await portal.server.createClient([], { name: 'Nightly <b>import</b>' })
    await visit(async (page) => {
      await page.goto('/registered-apis')
      await page.getByText('No APIs yet').waitFor()
      await assertAccessible(page)
      await page.getByRole('link', { name: 'Create API' }).first().click()
      await button(page, 'Create API').click()
      await page.getByText('Enter a name.').waitFor()
      await field(page, 'Name').fill('Orders')
      await field(page, 'Audience').fill(`${portal.url}/identity/`)
      await field(page, 'Scope 1').fill('orders:read')
      await field(page, 'Description of scope 1').fill('Reads orders')
      await button(page, 'Add scope').click()
      await field(page, 'Scope 2').fill('orders write')
      await button(page, 'Create API').click()
      await page.getByText('orders write is not allowed').waitFor()
      await field(page, 'Scope 2').fill('orders:write')
      await button(page, 'Create API').click()
      await page.getByText('and not at a host of Portico').waitFor()
      await field(page, 'Audience').fill('https://orders.example.com')
      await assertAccessible(page)
      await button(page, 'Create API').click()

      await page.getByText('No callers yet').waitFor()
      await button(page, 'Add caller').click()
      await button(page, 'Add').click()
      await page.getByText('Choose at least one scope.').waitFor()
      await page
        .getByRole('textbox', { name: 'API clients' })
        .or(page.getByRole('combobox', { name: 'API clients' }))
        .first()
        .fill('nightly')
      await page.getByRole('option', { name: 'Nightly' }).click()
      await page.getByRole('checkbox', { name: 'orders:read' }).check()
      await assertAccessible(page)
      await button(page, 'Add').click()
      await page.getByRole('cell', { name: 'orders:read' }).waitFor()
      await assertAccessible(page)
      const [api] = (await listRegisteredApis(context, system, {})).results
      assert.ok(api)
      assert.equal(api.accessTokenMinutes, 60)
      const holders = async () => (await listScopeHolders(context, system, api.key, {})).results
      assert.deepEqual((await holders())[0]?.scopes, ['orders:read'])

      await page.getByRole('link', { name: 'Nightly' }).click()
      await page.getByRole('heading', { name: 'Nightly' }).waitFor()
      await page.goto(`/api-clients/${client.key}?part=apis`)
      await button(page, 'Change Orders').click()
      await page.getByRole('checkbox', { name: 'orders:write' }).check()
      await assertAccessible(page)
      await button(page, 'Save').click()
      await page.getByText('orders:write').first().waitFor()
      assert.deepEqual((await holders())[0]?.scopes, ['orders:read', 'orders:write'])
      assert.equal((await holders())[0]?.key, client.key)

      await page.getByRole('link', { name: 'Orders' }).click()
      await page.getByRole('cell', { name: 'Reads orders' }).waitFor()
      await assertAccessible(page)
      await page.getByRole('link', { name: 'Edit' }).click()
      assert.ok(await field(page, 'Audience').isDisabled())
      await field(page, 'Name').fill('Order service')
      await button(page, 'Remove orders:write').click()
      await button(page, 'Save').click()
      await page.getByRole('heading', { name: 'Order service' }).waitFor()
      assert.deepEqual((await holders())[0]?.scopes, ['orders:read'])

      await button(page, 'Deactivate').click()
      await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click()
      await button(page, 'Activate').waitFor()
      await button(page, 'Delete').click()
      await page.getByRole('dialog').getByRole('textbox').fill('Order service')
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
      await page.getByText('No APIs yet').waitFor()
      assert.deepEqual((await listRegisteredApis(context, system, {})).results, [])
    })
  })

  test('who may manage API clients alone sees APIs and changes none, and sets how long tokens are valid', async () => {
    const { context, system, createClient } = portal.server
    const scopes = [{ name: 'stock:read' }]
    const { key } = await createRegisteredApi(context, system, { name: 'Stock', audience: 'urn:example:stock', scopes })
    const client = await createClient([], { name: 'Counter' })
    await replaceApiClientScopes(context, system, key, client.key, { scopes: ['stock:read'] })
    const visitAsMember = await visitsOfMember(portal, 'User and access management > Manage API clients')
    await visitAsMember(async (page) => {
      await page.goto('/registered-apis')
      await page.getByRole('link', { name: 'Stock' }).click()
      await page.getByText('urn:example:stock').first().waitFor()
      for (const name of ['Deactivate', 'Delete']) assert.equal(await button(page, name).count(), 0)
      assert.equal(await page.getByRole('link', { name: 'Edit' }).count(), 0)
      await page.goto(`/api-clients/${client.key}?part=apis`)
      await page.getByText('stock:read').waitFor()
      assert.equal(await button(page, 'Change Stock').count(), 0)
      await page.goto(`/api-clients/${client.key}`)
      await button(page, 'Edit').click()
      const minutes = page.getByRole('textbox', { name: 'Access token lifetime in minutes' })
      await minutes.fill('15')
      await button(page, 'Save').click()
      await page.getByText('15 minutes').waitFor()
    })
  })
})
