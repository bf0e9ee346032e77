import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { grantUserOrganizationRole } from '@portico/server/modules/directory/assignments/grant-user-organization-role.ts'
import { revokeUserOrganizationRole } from '@portico/server/modules/directory/assignments/revoke-user-organization-role.ts'
import { createOrganizationRole } from '@portico/server/modules/members/organization-roles/create-organization-role.ts'
import { getOrganizationRole } from '@portico/server/modules/members/organization-roles/get-organization-role.ts'
import { listOrganizationRoles } from '@portico/server/modules/members/organization-roles/list-organization-roles.ts'
import { updateOrganizationRole } from '@portico/server/modules/members/organization-roles/update-organization-role.ts'
import { createMember } from '@portico/testing/signed-in-members.ts'
import type { Page } from 'playwright-core'
import { assertAccessible } from './support/accessibility.ts'
import type { Visit } from './support/browser.ts'
import { visitsOfAdministrator, visitsOfMember } from './support/members.ts'
import { startPortal, type TestPortal } from './support/portal.ts'
import { assertReadableTables } from './support/readable-tables.ts'

const managesRoles = 'User and access management > Manage organization roles'
const managesGroups = 'End-user management > Manage end-user groups'
/** Right-to-left letters, quotes, an emoji, what a browser would run, and as long as a name may be */
const nasty = `<script>document.title='run'</script> "דור" 🛒 ${'x'.repeat(256)}`.slice(0, 256)

describe('organization roles in the portal', () => {
  let portal: TestPortal
  let visit: Visit
  before(async () => {
    portal = await startPortal()
    visit = await visitsOfAdministrator(portal)
  })

  const create = async (name: string, permissions = [{ name: 'User and access management > View members' }]) =>
    (await createOrganizationRole(portal.server.context, portal.server.system, { name, permissions })).orgRoleKey
  const read = (key: string) => getOrganizationRole(portal.server.context, portal.server.system, key)
  const find = async (name: string): Promise<string> => {
    const { results } = await listOrganizationRoles(portal.server.context, portal.server.system, { nameContains: name })
    return results.find((role) => role.name === name)?.key ?? assert.fail(`there is no role ${name}`)
  }
  const granted = async (key: string) =>
    (await read(key)).permissions.map(({ name, environmentKeys }) => [name, environmentKeys])
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const box = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true })
  const dialog = (page: Page) => page.getByRole('dialog')

  test('lists built-in roles, locked and explained', async () => {
    await visit(async (page) => {
      await page.goto('/organization-roles')
      await page.getByRole('row', { name: 'Administrator Built-in' }).waitFor()
      await assertAccessible(page)
      await page.getByRole('link', { name: 'Administrator', exact: true }).click()
      await page.getByText('It always has every permission').waitFor()
      await assertAccessible(page)
      assert.equal(await button(page, 'Delete').count(), 0)
      assert.equal(await page.getByRole('link', { name: 'Edit' }).count(), 0)
      const locked = box(page, 'Manage users')
      assert.equal(await locked.getAttribute('aria-disabled'), 'true')
      await page.getByRole('link', { name: 'Users 1' }).click()
      await page.getByRole('row', { name: /Ada Admin/ }).waitFor()
      await assertAccessible(page)
      await page.goto(`/organization-roles/${await find('Developer')}/edit`)
      await page.getByText('Developer is built in and cannot be changed').waitFor()
    })
  })

  test('creates one with permissions by environment', async () => {
    const [, testing] = portal.server.environments
    await visit(async (page) => {
      await page.goto('/organization-roles')
      await page.getByRole('link', { name: 'Create role' }).click()
      await button(page, 'Create role').click()
      await page.getByText('Enter a name, such as the job').waitFor()
      await page.getByText('Choose at least one permission').waitFor()
      await page.getByRole('textbox', { name: 'Name' }).fill('developer')
      await page.getByRole('searchbox', { name: 'Find a permission' }).fill('end-user')
      await box(page, 'Manage end-user groups in Test').check()
      assert.equal(await box(page, 'View end users in Test').isChecked(), true, 'it comes along')
      await assertAccessible(page)
      await button(page, 'Create role').click()
      await page.getByText('An organization role with this name exists already.').waitFor()
      await page.getByRole('textbox', { name: 'Name' }).fill('Group keeper')
      await button(page, 'Create role').click()
      await page.getByRole('heading', { name: 'Group keeper' }).waitFor()
      assert.deepEqual(await granted(await find('Group keeper')), [[managesGroups, [testing?.key]]])

      await page.evaluate("localStorage.setItem('portico language', 'de')")
      await page.goto('/organization-roles/new')
      await page.getByRole('textbox', { name: 'Name' }).fill('developer')
      await box(page, 'View audit trail').check()
      await button(page, 'Rolle erstellen').click()
      await page.getByText('Es gibt schon eine Organisationsrolle mit diesem Namen.').waitFor()
      await page.getByRole('link', { name: 'Abbrechen' }).click()
      await dialog(page).getByRole('button', { name: 'Verlassen' }).click()
      await page.getByRole('heading', { name: 'Organisationsrollen' }).waitFor()
    })
  })

  test('duplicates a built-in one, to be changed before it is created', async () => {
    await visit(async (page) => {
      await page.goto('/organization-roles')
      await page.getByRole('link', { name: 'Duplicate Developer' }).click()
      await page.getByText('It starts with the current permissions of Developer.').waitFor()
      const name = page.getByRole('textbox', { name: 'Name' })
      assert.equal(await name.inputValue(), 'Copy of Developer')
      await name.fill('Junior developer')
      await box(page, 'Create').first().uncheck()
      await button(page, 'Create role').click()
      await page.getByRole('heading', { name: 'Junior developer' }).waitFor()
      const names = (await granted(await find('Junior developer'))).map(([name]) => name)
      assert.ok(names.includes('Asset management > Change'))
      assert.ok(!names.includes('Asset management > Create'))
    })
  })

  test('edits one, and asks before what was changed is lost', async () => {
    const key = await create('Reader')
    await visit(async (page) => {
      await page.goto(`/organization-roles/${key}`)
      await page.getByRole('link', { name: 'Edit' }).click()
      await box(page, 'Manage API clients').check()
      await page.getByRole('link', { name: 'Cancel' }).click()
      await dialog(page).getByText('What you have changed is lost.').waitFor()
      await dialog(page).getByRole('button', { name: 'Cancel' }).click()
      await dialog(page).waitFor({ state: 'hidden' })
      await page.getByRole('textbox', { name: 'Name' }).fill('Client keeper')
      await assertAccessible(page)
      await button(page, 'Save').click()
      await page.getByRole('heading', { name: 'Client keeper' }).waitFor()
      assert.deepEqual(await granted(key), [
        ['User and access management > View members', null],
        ['User and access management > Manage API clients', null],
      ])
    })
  })

  test('of two who edit the same one, the second learns what the first has changed, and loses nothing', async () => {
    const key = await create('Shared')
    const visitOfAnother = await visitsOfMember(portal, managesRoles, 'Organization management > View audit trail')
    await visit(async (page) => {
      const sent: string[] = []
      page.on('request', (request) => {
        if (request.method() === 'PATCH') sent.push(request.headers()['if-match'] ?? '')
      })
      const name = page.getByRole('textbox', { name: 'Name' })
      const conflict = page.getByRole('alert').filter({ hasText: 'Somebody else has changed this in the meantime' })
      await page.goto(`/organization-roles/${key}/edit`)
      await name.fill('Mine')
      await visitOfAnother(async (other) => {
        await other.goto(`/organization-roles/${key}/edit`)
        await box(other, 'View audit trail').check()
        await button(other, 'Save').click()
        await other.getByRole('heading', { name: 'Shared' }).waitFor()
      })
      await button(page, 'Save').click()
      await conflict.getByText('Permissions', { exact: true }).waitFor()
      await assertAccessible(page)
      assert.deepEqual([await name.inputValue(), (await read(key)).name, sent], ['Mine', 'Shared', []])
      assert.deepEqual(await conflict.locator('dd').allInnerTexts(), ['1 permission', 'Added: View audit trail'])
      assert.equal(await conflict.getByRole('button', { name: 'Keep mine' }).count(), 0)
      await page.locator('[role=alert]:focus').waitFor()
      assert.deepEqual([await name.inputValue(), await box(page, 'View audit trail').isChecked()], ['Mine', true])
      await button(page, 'Save').click()
      await page.getByRole('heading', { name: 'Mine' }).waitFor()
      assert.equal(sent.length, 1)
      assert.match(sent[0] ?? '', /^"[\w-]+"$/)
      assert.equal((await granted(key)).length, 2)

      // Without a change nothing is sent.
      await page.getByRole('link', { name: 'Edit' }).click()
      await button(page, 'Save').click()
      await page.getByRole('heading', { name: 'Mine' }).waitFor()
      assert.equal(sent.length, 1)

      await page.getByRole('link', { name: 'Edit' }).click()
      await name.fill('Mine again')
      await box(page, 'Manage API clients').check()
      await updateOrganizationRole(portal.server.context, portal.server.system, key, { name: 'Theirs' })
      await button(page, 'Save').click()
      await conflict.getByText('Name', { exact: true }).waitFor()
      assert.deepEqual(await conflict.locator('dd').allInnerTexts(), ['Mine', 'Theirs', 'Mine again'])
      await conflict.getByRole('button', { name: 'Use theirs' }).click()
      assert.deepEqual([await name.inputValue(), await box(page, 'Manage API clients').isChecked()], ['Theirs', true])
      await button(page, 'Save').click()
      await page.getByRole('heading', { name: 'Theirs' }).waitFor()
      assert.equal((await granted(key)).length, 3)
    })
  })

  test('deletes one that nobody holds, and says who holds another', async () => {
    const key = await create('Short-lived')
    const { context, system } = portal.server
    const email = 'hal.holder-of-nothing-else@northwind.example.com'
    const userKey = await createMember(portal.server, system, [], { name: 'Hal Holder', email })
    await grantUserOrganizationRole(context, system, { key: userKey, roleKey: key }, null)
    await visit(async (page) => {
      await page.goto(`/organization-roles/${key}`)
      await page.getByRole('link', { name: 'Users 1' }).waitFor()
      await button(page, 'Delete').click()
      await dialog(page).getByText('1 user holds it').waitFor()
      await dialog(page).getByRole('link', { name: 'the users who hold it' }).click()
      await page.getByRole('link', { name: 'Hal Holder' }).waitFor()
      await assertReadableTables(page)
      assert.equal(
        await page.getByText(email, { exact: true }).evaluate((one) => getComputedStyle(one).overflow),
        'visible',
      )

      await revokeUserOrganizationRole(context, system, { key: userKey, roleKey: key }, null)
      await page.goto(`/organization-roles/${key}`)
      await page.getByRole('link', { name: 'Users 0' }).waitFor()
      await button(page, 'Delete').click()
      // Somebody else is quicker: what the server has against it shows in the dialog.
      await grantUserOrganizationRole(context, system, { key: userKey, roleKey: key }, null)
      await page.getByLabel('Type “Short-lived” to confirm').fill('Short-lived')
      await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click()
      await dialog(page).getByText('Users hold the role, now or in a future period.').waitFor()
      assert.equal(await dialog(page).getByRole('button', { name: 'Copy trace ID' }).count(), 0)
      await revokeUserOrganizationRole(context, system, { key: userKey, roleKey: key }, null)
      await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click()
      await page.getByRole('heading', { name: 'Organization roles' }).waitFor()
      await assert.rejects(read(key))
    })
  })

  test('shows whatever a name holds as text', async () => {
    const key = await create(nasty)
    await visit(
      async (page) => {
        await page.goto('/organization-roles?search=script')
        await page.getByRole('link', { name: nasty, exact: true }).click()
        await page.getByRole('heading', { name: nasty }).waitFor()
        assert.equal(await page.title(), `${nasty} · Portico`)
        await page.goto(`/organization-roles/${key}/edit`)
        assert.equal(await page.getByRole('textbox', { name: 'Name' }).inputValue(), nasty)
        const width = await page.evaluate<number>('document.documentElement.scrollWidth')
        assert.ok(width <= 400, `${width} pixels wide`)
      },
      { width: 400 },
    )
  })

  test('lets members look who may not change them, and nobody else', async () => {
    const key = await create('Seen by all')
    const looks = await visitsOfMember(portal, 'User and access management > View members')
    await looks(async (page) => {
      await page.goto('/organization-roles')
      await page.getByRole('link', { name: 'Seen by all' }).waitFor()
      assert.equal(await page.getByRole('link', { name: 'Create role' }).count(), 0)
      assert.equal(await page.getByRole('link', { name: 'Duplicate Developer' }).count(), 0)
      await page.goto(`/organization-roles/${key}`)
      await page.getByRole('heading', { name: 'Seen by all' }).waitFor()
      await page.getByRole('link', { name: 'Users 0' }).waitFor()
      assert.equal(await button(page, 'Delete').count(), 0)
      await page.goto(`/organization-roles/${key}/edit`)
      await page.getByText(managesRoles).waitFor()
    })
    const manages = await visitsOfMember(portal, managesRoles)
    await manages(async (page) => {
      // Without a permission to view environments, permissions can still be chosen for everywhere.
      await page.goto('/organization-roles/new')
      await page.getByRole('textbox', { name: 'Name' }).fill('Made without environments')
      await box(page, 'View audit trail').check()
      await button(page, 'Create role').click()
      await page.getByRole('heading', { name: 'Made without environments' }).waitFor()
    })
  })
})
