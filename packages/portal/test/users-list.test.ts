import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { assertAccessible } from './support/accessibility.ts'
import { button, choose } from './support/actions.ts'
import type { Visit } from './support/browser.ts'
import { visitsOfAdministrator } from './support/members.ts'
import { startPortal, type TestPortal } from './support/portal.ts'

describe('the lists of users', () => {
  let portal: TestPortal
  let visit: Visit

  before(async () => {
    portal = await startPortal({ sample: true })
    visit = await visitsOfAdministrator(portal)
  })

  test('are found, filtered, sorted and paged through, and the URL holds all of it', async () => {
    await visit(async (page) => {
      // The next page is at hand before it is asked for.
      const prefetched = page.waitForResponse(/\/users\?.*offset=25/)
      await page.goto('/users')
      await prefetched
      await page.getByRole('link', { name: 'Ada Bauer' }).waitFor()
      await page.getByText('1–25 of 321').waitFor()
      await assertAccessible(page)

      await button(page, 'Next page').click()
      await page.getByText('26–50 of 321').waitFor()
      await page.getByLabel('Go to page').fill('13')
      await page.getByLabel('Go to page').press('Enter')
      await page.getByText('301–321 of 321').waitFor()
      assert.match(page.url(), /\?page=13$/)

      // What is at the pointer stays there, whatever is selected.
      await page
        .getByRole('checkbox', { name: /^Select / })
        .nth(1)
        .check()
      const places = () =>
        Promise.all(['Select all 321 that match', 'Clear selection'].map((name) => button(page, name).boundingBox()))
      const ofOne = await places()
      await button(page, 'Select all 321 that match').click()
      await page.getByText('321 selected').waitFor()
      // So many are deleted for good only by whoever types how many they are.
      await button(page, 'Actions').click()
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      const deletion = page.getByRole('dialog', { name: 'Delete 321 users?' })
      await deletion.getByRole('button', { name: 'Delete', disabled: true }).waitFor()
      await deletion.getByLabel('Type “321” to confirm').fill('321')
      await deletion.getByRole('button', { name: 'Delete', disabled: false }).waitFor()
      await deletion.getByRole('button', { name: 'Cancel' }).click()
      await deletion.waitFor({ state: 'hidden' })
      // Roles that replace others are given back to nobody either.
      await button(page, 'Actions').click()
      await page.getByRole('menuitem', { name: 'Grant organization role' }).click()
      const granting = page.getByRole('dialog', { name: 'Grant 321 users an organization role' })
      await granting.getByText('This cannot be undone.').waitFor()
      await granting.getByLabel('Type “321” to confirm').waitFor()
      await granting.getByRole('button', { name: 'Grant', disabled: true }).waitFor()
      await granting.getByRole('button', { name: 'Cancel' }).click()
      await granting.waitFor({ state: 'hidden' })
      assert.deepEqual(await places(), ofOne)
      await button(page, 'Clear selection').click()
      await page.getByText('321 selected').waitFor({ state: 'hidden' })

      // In a narrow window names have all the room, and the rest stands below them.
      await page.setViewportSize({ width: 390, height: 844 })
      await page.getByRole('columnheader', { name: 'Status' }).waitFor({ state: 'hidden' })
      const first = page.getByRole('row').nth(1)
      await first.getByText(/^Status/).waitFor()
      const [row, cell] = [await first.boundingBox(), await first.getByRole('cell').last().boundingBox()]
      assert.ok((cell?.width ?? 0) > (row?.width ?? 0) * 0.8, `${cell?.width} of ${row?.width}`)
      await page.setViewportSize({ width: 1280, height: 800 })

      const top = async (role: 'search' | 'table') => (await page.getByRole(role).boundingBox())?.y ?? 0
      const before = (await top('table')) - (await top('search'))
      await page.getByLabel('Search by name, e-mail or username').fill('bauer@')
      await page.getByText('1–20 of 20').waitFor()
      assert.equal((await top('table')) - (await top('search')), before, 'a search leaves the list where it is')
      await page.getByRole('checkbox', { name: 'Select all of this page' }).check()
      await page.getByText('20 selected').waitFor()
      await page.getByRole('checkbox', { name: 'Select Ada Bauer' }).uncheck()
      await button(page, 'Actions').click()
      await page.getByRole('menuitem', { name: 'Add to group' }).click()
      const dialog = page.getByRole('dialog', { name: 'Add 19 users to a group' })
      await dialog.locator('input:focus').waitFor()
      await dialog.getByRole('combobox', { name: 'Group' }).click()
      await page.getByRole('option', { name: 'Operations · Development' }).click()
      await dialog.getByRole('button', { name: 'Add', exact: true }).click()
      const report = page.getByRole('dialog', { name: 'Add 19 users to a group' })
      await report.getByText('Done').waitFor()
      // Several groups have this name.
      await report.getByRole('link', { name: 'Operations · Development' }).waitFor()
      // Screen readers are told the figures.
      await report.getByRole('status').filter({ hasText: 'No change needed' }).waitFor()
      assert.match(page.url(), /change=/)
      await assertAccessible(page)
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      // The menu that led there is gone with the selection.
      await page.locator('h1:focus').waitFor()

      await button(page, 'Saved views').click()
      await page.getByLabel('Name of the view').fill('Bauers')
      await button(page, 'Save view').click()
      await page.keyboard.press('Escape')
      await button(page, 'Name').click()
      await page.waitForURL('**/users?search=bauer%40&sort=-name')
      await page.locator('tbody tr').last().getByText('Ada Bauer').waitFor()
      await choose(page, 'Status', 'Inactive')
      await page.getByText('1–2 of 2').or(page.getByText('1–1 of 1')).waitFor()

      // The sort is remembered, and the view is found again.
      await page.goto('/users?access=members')
      await page.getByText('1–11 of 11').waitFor()
      await page
        .getByRole('columnheader', { name: 'Name', exact: true })
        .and(page.locator('[aria-sort=descending]'))
        .waitFor()
      await button(page, 'Saved views').click()
      await button(page, 'Bauers').click()
      await page.waitForURL('**/users?search=bauer%40&sort=name')
      await page.getByText('1–20 of 20').waitFor()
      await button(page, 'Name').click()
      await button(page, 'Columns').click()
      await page.getByRole('checkbox', { name: 'Status' }).uncheck()
      await page.getByRole('columnheader', { name: 'Status' }).waitFor({ state: 'hidden' })
      await page.getByRole('checkbox', { name: 'Status' }).check()
      await page.keyboard.press('Escape')
      // A row opens wherever it is clicked.
      await page.getByRole('row', { name: 'Ada Bauer' }).getByText('Active').click()
      await page.getByRole('heading', { name: 'Ada Bauer' }).waitFor()
      await page.goto('/users?access=members')
      await page.getByText('1–11 of 11').waitFor()
      await button(page, 'More filters').click()
      await page.getByRole('combobox', { name: 'E-mail domains' }).fill('@example.net')
      await page.getByRole('combobox', { name: 'E-mail domains' }).press('Enter')
      await page.getByText('Nothing matches').waitFor()
      await button(page, 'Show everything').click()
      await page.getByText('of 321').waitFor()

      await choose(page, 'Stage of the end-user role', 'Production')
      await page.waitForURL(/environment=/)
      await choose(page, 'Asset of the end-user role', 'Field Service')
      await page.waitForURL(/asset=/)
      await page.reload()
      await page.getByRole('combobox', { name: 'Asset of the end-user role' }).waitFor()
      await page.locator('[aria-label="Asset of the end-user role"][value="Field Service"]').waitFor()
      await assertAccessible(page)

      await page.goto('/access')
      await page.getByRole('heading', { name: 'Who can access' }).waitFor()
      // Paper, on which nobody can unfold them, has all roles.
      const folded = page.locator('tr:has(button[aria-expanded="false"])').first()
      const seventh = folded.getByText(/^(Granted directly|Group )/).nth(6)
      await folded.waitFor()
      assert.equal(await seventh.count(), 0)
      await page.emulateMedia({ media: 'print' })
      await seventh.waitFor()
      // It says of what it is, and times as they stay right.
      await page.getByText(/, printed on .*\d{4}, \d\d:\d\d/).waitFor()
      const ago = page.getByText(/ago$/).first()
      await ago.waitFor({ state: 'hidden' })
      assert.match(await ago.evaluate((one) => getComputedStyle(one.parentElement ?? one, '::after').content), /\d{4}/)
      await page.emulateMedia({ media: null })
      // In a narrow window the roles stand below the name, as wide as it.
      await page.setViewportSize({ width: 390, height: 844 })
      await page.getByRole('columnheader', { name: 'Access' }).waitFor({ state: 'hidden' })
      await folded.getByText('Access', { exact: true }).waitFor()
      await page.setViewportSize({ width: 1280, height: 800 })
      await seventh.waitFor({ state: 'detached' })
      await page
        .getByRole('button', { name: /^Show \d+ more$/ })
        .first()
        .press('Enter')
      await page.locator('[aria-expanded="true"]:focus', { hasText: 'Show fewer' }).waitFor()
      await page
        .getByRole('row', { name: 'Show fewer' })
        .getByText(/^(Granted directly|Group )/)
        .nth(6)
        .waitFor()
      // Of a stage, everybody who has any end-user role there, whatever the asset
      await choose(page, 'Stage', 'Test')
      await page.waitForURL(/stage=/)
      const ofStage = page.getByRole('link', { name: 'Export CSV' })
      assert.match((await ofStage.getAttribute('href')) ?? '', /access\/export\?environmentKey=/)
      await choose(page, 'Asset', 'Field Service')
      await page.waitForURL(/asset=/)
      await page.getByText('Field Service · Test').first().waitFor()
      await assertAccessible(page)
      await choose(page, 'Last sign-in', 'Not for 365 days')
      await page.waitForURL(/dormant=365/)
      const lastSignIn = page.getByRole('combobox', { name: 'Last sign-in' })
      await lastSignIn.fill('45')
      await page.getByRole('option', { name: 'Not for 45 days' }).click()
      await page.waitForURL(/dormant=45/)
      await page.locator('[aria-label="Last sign-in"][value="Not for 45 days"]').waitFor()
      const exported = await page.getByRole('link', { name: 'Export CSV' }).getAttribute('href')
      assert.match(exported ?? '', /access\/export\?assetKey=.*&environmentKey=.*&dormantSince=/)
      // One group or one role instead, found by name
      await button(page, 'More filters').click()
      await page.getByRole('combobox', { name: 'Group' }).fill('Support')
      await page.getByRole('option', { name: 'Support · Test' }).click()
      await page.waitForURL((url) => url.searchParams.has('group') && !url.searchParams.has('asset'))
      await page.getByText('Members of the group Support · Test.').waitFor()
      await page.getByRole('combobox', { name: 'Role' }).fill('Administrator')
      await page.getByRole('option', { name: 'Administrator', exact: true }).click()
      await page.waitForURL((url) => url.searchParams.has('organizationRole') && !url.searchParams.has('group'))
      await page.getByText('People who hold the role Administrator.').waitFor()
      assert.equal(new URL(page.url()).searchParams.get('dormant'), '45')
      // An address that has several is about the role, with what is done to its holders.
      const gone = crypto.randomUUID()
      const role = new URL(page.url()).searchParams.get('organizationRole')
      await page.goto(`/access?asset=${gone}&group=${gone}&organizationRole=${role}`)
      await page.getByText('People who hold the role Administrator.').waitFor()
      await page.getByRole('checkbox', { name: 'Select all of this page' }).check()
      await button(page, 'Revoke organization role').waitFor()
      // One of what is gone says so, and one of no stage names it.
      await page.goto(`/access?group=${gone}`)
      await page.getByRole('alert').getByText('This no longer exists').waitFor()
      await button(page, 'Clear search and filters').last().click()
      await page.waitForURL('**/access')
      await page.goto('/access?stage=foo')
      await page.getByRole('alert').getByText('stage=foo', { exact: true }).waitFor()
    })
  })

  test('what the server refuses of a link is named, and can be removed', async () => {
    await visit(
      async (page) => {
        await page.goto('/users?status=Foo&access=members')
        const refusal = page.getByRole('alert').filter({ hasText: 'not possible' })
        await refusal.getByText('status=Foo', { exact: true }).waitFor()
        assert.equal(await button(page, 'Try again').count(), 0)
        for (const refused of ['sort=foo', 'environment=foo']) {
          await refusal.getByRole('button', { name: 'Clear search and filters' }).click()
          await page.waitForURL('**/users')
          await page.getByText(/^1–\d+ of \d+$/).waitFor()
          await page.goto(`/users?${refused}`)
          await refusal.getByText(refused, { exact: true }).waitFor()
        }
        await assertAccessible(page)
      },
      { expected: [/status of 400/] },
    )
  })
})
