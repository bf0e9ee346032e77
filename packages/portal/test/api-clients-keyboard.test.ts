import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { createApiClient } from '../../server/src/modules/api-clients/clients/create-api-client.ts'
import { getApiClient } from '../../server/src/modules/api-clients/clients/get-api-client.ts'
import { listApiClients } from '../../server/src/modules/api-clients/clients/list-api-clients.ts'
import { assertAccessible } from './support/accessibility.ts'
import { button } from './support/actions.ts'
import type { Visit } from './support/browser.ts'
import { Keyboard } from './support/keyboard.ts'
import { visitsOfAdministrator } from './support/members.ts'
import { startPortal, type TestPortal } from './support/portal.ts'

describe('API clients without a mouse, and for everybody', () => {
  let portal: TestPortal
  let visit: Visit
  before(async () => {
    portal = await startPortal()
    visit = await visitsOfAdministrator(portal)
  })

  test('Tab, Enter and Space alone: create, copy, try, edit, suspend, delete', async () => {
    await visit(async (page) => {
      const keys = new Keyboard(page)
      await page.goto('/')
      await page.getByRole('heading', { level: 1 }).waitFor()
      await keys.press('API clients', 'Enter')
      await page.getByText('No API clients yet').waitFor()
      await keys.press('Create API client', 'Enter')
      await page.getByRole('heading', { name: 'Create an API client' }).waitFor()

      await keys.type('Name', 'Keyboard client')
      await keys.press('180 days', 'Space')
      await keys.press(/Send an e-mail/, 'Space')
      await findPermission(page, keys, 'User and access')
      await keys.press('Manage API clients', 'Space')
      await keys.press('Manage users', 'Space')
      await keys.reach('View members')
      await keys.again('Space')
      assert.equal(await page.getByRole('checkbox', { name: 'View members' }).isChecked(), true)
      await keys.press('Create API client', 'Enter')

      await page.getByText('Copy the secret now').waitFor()
      await keys.press('Copy client secret', 'Enter')
      await page.getByRole('status').getByText('Copied client secret').waitFor()
      const secret = (await page.evaluate('navigator.clipboard.readText()')) as string
      await keys.press('Python', 'Space')
      await page.getByRole('region', { name: 'Python snippet' }).waitFor()
      await keys.press('I have stored the secret', 'Enter')
      await page.getByRole('heading', { name: 'Keyboard client', exact: true }).waitFor()

      await keys.press('Try it', 'Enter')
      await keys.type('Client secret', secret)
      await keys.again('Enter')
      await page.getByText('Claims of the token').waitFor()
      await keys.press('Send', 'Enter')
      await page.getByRole('region', { name: 'Response' }).getByText('"totalResults"').waitFor()

      await keys.press('Generate new secret', 'Enter')
      await page.getByRole('dialog').waitFor()
      await keys.press('1 hour', 'Space')
      await keys.press('Cancel', 'Enter')
      await page.getByRole('dialog').getByText('Discard what you have entered?').waitFor()
      await keys.press('Discard', 'Enter')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      // The focus is back where the dialog was opened.
      await page.locator('button:focus', { hasText: 'Generate new secret' }).waitFor()

      await keys.press('Edit', 'Enter')
      await page.getByRole('dialog').waitFor()
      await keys.type('Description', 'Made without a mouse')
      await keys.press('Save', 'Enter')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })

      await keys.press('Permissions', 'Enter')
      await keys.press('Change permissions', 'Enter')
      await page.getByRole('heading', { name: 'Permissions of Keyboard client' }).waitFor()
      await findPermission(page, keys, 'View configurations')
      await keys.press('View configurations in Development', 'Space')
      await keys.press('Save permissions', 'Enter')
      await page.getByRole('heading', { name: 'Keyboard client', exact: true }).waitFor()

      await keys.press('Overview', 'Enter')
      await keys.press('Suspend', 'Enter')
      await page.getByRole('dialog').waitFor()
      await keys.press('Suspend', 'Enter')
      await page.getByText('Suspended', { exact: true }).waitFor()
      const [client] = (await listApiClients(portal.server.context, portal.server.system, {})).results
      const { permissions, description } = await getApiClient(
        portal.server.context,
        portal.server.system,
        client?.key ?? '',
      )
      assert.deepEqual([permissions.length, description], [3, 'Made without a mouse'])
      await keys.press('Delete', 'Enter')
      await page.getByRole('dialog').waitFor()
      await keys.press('Delete', 'Enter')
      await page.getByText('No API clients yet').waitFor()
    })
  })

  /** Nobody tabs through all of them. */
  async function findPermission(page: Page, keys: Keyboard, words: string): Promise<void> {
    await keys.type('Find a permission', words)
    await page.getByRole('checkbox', { name: 'Manage evaluations' }).waitFor({ state: 'detached' })
  }

  test('axe finds nothing on any of its pages', async () => {
    const { key, clientSecret } = await createApiClient(portal.server.context, portal.server.system, {
      name: 'Looked at',
      description: 'By axe',
      permissions: [{ name: 'Manage users' }],
    })
    await visit(async (page) => {
      await page.goto('/api-clients')
      await page.getByRole('link', { name: 'Looked at' }).waitFor()
      await assertAccessible(page)

      await page.goto('/api-clients/new')
      await page.getByRole('checkbox', { name: 'Manage users', exact: true }).check()
      await page.getByRole('button', { name: /choose another day/ }).click()
      await page.getByRole('dialog', { name: /choose another day/ }).waitFor()
      await assertAccessible(page)
      await page.keyboard.press('Escape')
      await page.getByLabel('Name', { exact: true }).fill('Seen once')
      await button(page, 'Create API client').click()
      await page.getByRole('region', { name: 'curl snippet' }).waitFor()
      await assertAccessible(page)
      await button(page, 'I have stored the secret').click()
      await page.getByText('Token endpoint').waitFor()
      await assertAccessible(page)

      for (const name of ['Generate new secret', 'Suspend']) {
        await button(page, name).click()
        await page.getByRole('dialog').waitFor()
        await assertAccessible(page)
        await page.keyboard.press('Escape')
        await page.getByRole('dialog').waitFor({ state: 'hidden' })
      }
      await seeOthers(page, key, clientSecret)
    })
  })

  async function seeOthers(page: Page, key: string, clientSecret: string): Promise<void> {
    await page.goto(`/api-clients/${key}?part=permissions`)
    await page.getByRole('checkbox', { name: 'View members' }).waitFor()
    await assertAccessible(page)
    await page.goto(`/api-clients/${key}/credentials`)
    await page.getByText('The secret was shown once').waitFor()
    await assertAccessible(page)
    await page.goto(`/api-clients/${key}?part=try-it`)
    await page.getByRole('textbox', { name: 'Client secret' }).fill(clientSecret)
    await button(page, 'Get a token').click()
    await page.getByText('Claims of the token').waitFor()
    await button(page, 'Send').click()
    await page.getByRole('region', { name: 'Response' }).waitFor()
    await assertAccessible(page)
  }
})
