import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, describe, test } from 'node:test'
import { grantUserApplicationRole } from '@portico/server/modules/directory/assignments/grant-user-application-role.ts'
import { listApplicationRoleUsers } from '@portico/server/modules/directory/assignments/list-application-role-users.ts'
import { createUser } from '@portico/server/modules/directory/users/create-user.ts'
import type { Page } from 'playwright-core'
import { assertAccessible } from './support/accessibility.ts'
import { answerDialog, button } from './support/actions.ts'
import { awkwardNames } from './support/awkward-names.ts'
import type { Visit } from './support/browser.ts'
import { visitsOfAdministrator, visitsOfMember } from './support/members.ts'
import { startPortal, type TestPortal } from './support/portal.ts'

describe('assets', () => {
  let portal: TestPortal
  let visit: Visit
  before(async () => {
    portal = await startPortal({ sample: true })
    visit = await visitsOfAdministrator(portal)
  })

  const create = async (page: Page, name: string): Promise<void> => {
    await page.goto('/assets')
    await button(page, 'Create asset').click()
    await page.getByRole('dialog').getByLabel('Name').fill(name)
    await answerDialog(page, 'Create')
    await page.getByRole('heading', { level: 1, name }).waitFor()
  }

  test('an asset is created, renamed, gets roles, is deployed, removed and deleted', async () => {
    await visit(async (page) => {
      await page.goto('/assets')
      await page.getByRole('link', { name: 'Customer Portal' }).waitFor()
      await assertAccessible(page)
      await button(page, 'Create asset').click()
      await page.getByRole('dialog').getByLabel('Name').fill('expense claims')
      await button(page, 'Create').click()
      await page.getByText('This name is taken already.').waitFor()
      await assertAccessible(page)
      await page.getByRole('dialog').getByLabel('Name').fill('Warehouse')
      await answerDialog(page, 'Create')
      await page.getByRole('heading', { level: 1, name: 'Warehouse' }).waitFor()
      await page.getByText('Revision 1').waitFor()

      await button(page, 'Edit').click()
      await page.getByRole('dialog').getByLabel('Name').fill('Warehouse 2')
      await page.getByRole('dialog').getByLabel('Description').fill('What is where')
      await page.getByRole('dialog').getByRole('combobox', { name: 'Type' }).click()
      await page.getByRole('option', { name: 'External library' }).click()
      await answerDialog(page, 'Save')
      await page.getByRole('heading', { level: 1, name: 'Warehouse 2' }).waitFor()
      await page.getByText('External library').waitFor()

      await button(page, 'Create role').click()
      await page.getByRole('dialog').getByLabel('Name').fill('Picker')
      await answerDialog(page, 'Create')
      await button(page, 'Deploy to Test').click()
      await button(page, 'Remove from Test').waitFor()
      await page.getByText('The roles exist in Test, where').waitFor()
      await assertAccessible(page)

      await button(page, 'Rename Picker').click()
      await page.getByRole('dialog').getByLabel('Name').fill('Packer')
      await answerDialog(page, 'Rename')
      await button(page, 'Holders of Packer').click()
      await page.getByRole('dialog').getByText('No user holds the role here.').waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      await button(page, 'Delete Packer').click()
      await answerDialog(page, 'Delete')
      await page.getByText('No roles yet.').waitFor()

      await button(page, 'Remove from Test').click()
      await answerDialog(page, 'Remove')
      await button(page, 'Deploy to Test').waitFor()
      await button(page, 'Delete').click()
      await page.getByRole('dialog').getByLabel('Type “Warehouse 2”').fill('Warehouse 2')
      await answerDialog(page, 'Delete')
      await page.getByRole('heading', { name: 'Assets' }).waitFor()
      await page.getByRole('link', { name: 'Customer Portal' }).waitFor()
      assert.equal(await page.getByRole('link', { name: 'Warehouse 2' }).count(), 0)
    })
  })

  test('who holds a role is listed by stage, and what is held cannot go', async () => {
    await visit(async (page) => {
      await page.goto('/assets?search=customer')
      await page.getByRole('link', { name: 'Customer Portal' }).click()
      await button(page, 'Holders of Customer').click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText(/^\d+ users, directly or through a group$/).waitFor()
      await assertAccessible(page)
      await dialog.getByText('Production', { exact: true }).click()
      await dialog.getByText(/^\d+ users, directly or through a group$/).waitFor()
      const before = Number.parseInt(await dialog.getByText(/^\d+ users, directly/).innerText(), 10)
      const link = await dialog.getByRole('link', { name: 'Who can access' }).getAttribute('href')
      assert.match(link ?? '', /^\/access\?role=[0-9a-f-]{36}$/)
      const { context, system } = portal.server
      const pia = await createUser(context, system, { name: 'Pia Paste', email: 'pia@example.com' })
      await button(page, 'Grant to people').click()
      const granting = page.getByRole('dialog', { name: 'Grant the role' })
      await granting.getByText('E-mails or file').click()
      await granting.getByLabel('E-mails', { exact: true }).fill('pia@example.com\nnobody@example.com\nPia')
      await granting.getByText('1 e-mail matches no user you can see').waitFor()
      await granting.getByText('1 line has no e-mail').waitFor()
      await granting.getByRole('button', { name: 'Grant', exact: true }).click()
      const report = page.getByRole('dialog', { name: /^(Grant 1 user an|Revoke an) end-user role/ })
      await report.getByText('Done').waitFor()
      // Neither is lost with what was pasted.
      await report.getByText('1 e-mail matches no user you can see').waitFor()
      await report.getByText('1 line has no e-mail').waitFor()
      const [saved] = await Promise.all([page.waitForEvent('download'), button(page, 'Save report').click()])
      const rows = readFileSync(await saved.path(), 'utf8')
        .trim()
        .split('\r\n')
      assert.match(rows[1] ?? '', /,Pia Paste,pia@example.com,Changed,/)
      assert.deepEqual(rows.slice(2), [
        ',,nobody@example.com,Failed,,Matches no user you can see',
        ',,Pia,Failed,,No e-mail',
      ])
      await report.getByRole('button', { name: 'Close' }).last().click()
      await dialog.getByText(`${before + 1} users, directly or through a group`).waitFor()

      await page.getByRole('checkbox', { name: 'Select Pia Paste' }).check()
      await assertAccessible(page)
      await button(page, 'Revoke end-user role').click()
      const revoking = page.getByRole('dialog', { name: 'Revoke an end-user role of 1 user' })
      await revoking.getByText('Users who hold the role directly lose it at once').waitFor()
      await revoking.getByRole('button', { name: 'Revoke', exact: true }).click()
      await report.getByText('Done').waitFor()
      await report.getByRole('button', { name: 'Close' }).last().click()
      await dialog.getByText(`${before} users, directly or through a group`).waitFor()
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
      await page.locator('[aria-label="Holders of Customer"]:focus').waitFor()

      await button(page, 'Delete Customer').click()
      await dialog.getByRole('button', { name: 'Delete' }).click()
      await dialog.getByRole('alert').getByText('while users or groups hold the role').waitFor()
      await assertAccessible(page)
      await button(page, 'Cancel').click()
      await button(page, 'Remove from Test').click()
      await dialog.getByRole('button', { name: 'Remove' }).click()
      await dialog.getByRole('alert').getByText('cannot be deleted').waitFor()

      // The same from the review of who holds the role: for all that match, and for nobody else.
      const applicationRoleKey = link?.split('=')[1] ?? ''
      const also = await createUser(context, system, { name: 'Pia Paper', email: 'paper@example.com' })
      const holders = async (): Promise<number> =>
        (await listApplicationRoleUsers(context, system, applicationRoleKey, {})).page.totalResults
      const others = await holders()
      for (const { key } of [pia, also])
        await grantUserApplicationRole(context, system, { key, roleKey: applicationRoleKey })
      await page.goto(`${link}&search=pia`)
      await page.getByRole('checkbox', { name: 'Select Pia Paste' }).check()
      await button(page, 'Select all 2 that match').click()
      await assertAccessible(page)
      await button(page, 'Revoke end-user role').click()
      await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click()
      await page.getByRole('dialog').getByText('Done').waitFor()
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
      await page.getByText('Nothing matches').waitFor()
      assert.equal(await holders(), others)
    })
  })

  test('names are shown as they are, whatever they hold', async () => {
    await visit(async (page) => {
      for (const name of Object.values(awkwardNames)) await create(page, name)
      await button(page, 'Create role').click()
      await page.getByRole('dialog').getByLabel('Name').fill(awkwardNames.script)
      await answerDialog(page, 'Create')
      await page.getByText(awkwardNames.script).first().waitFor()
      await page.goto('/assets')
      for (const name of Object.values(awkwardNames)) await page.getByRole('link', { name, exact: true }).waitFor()
      assert.equal(await page.title(), 'Assets · Portico')
    })
    const isNarrow = async (page: Page): Promise<void> => {
      await page.goto('/assets')
      await page.getByRole('link', { name: awkwardNames.longest }).click()
      await page.getByRole('heading', { level: 1, name: awkwardNames.longest }).waitFor()
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      assert.ok(Number(overflow) <= 0, 'the page scrolls sideways')
    }
    await visit(isNarrow, { width: 400 })
  })

  test('who may only look is offered nothing else, and the server refuses it all the same', async () => {
    const reader = await visitsOfMember(portal, 'Asset management > Open')
    await reader(async (page) => {
      await page.goto('/assets?search=Field')
      await page.getByRole('link', { name: 'Field Service' }).click()
      await page.getByText('To view stages you need the permission').waitFor()
      await page.getByText('Dispatcher').waitFor()
      for (const name of ['Edit', 'Delete', 'Create role', 'Rename Dispatcher', 'Who holds it: Dispatcher'])
        assert.equal(await button(page, name).count(), 0, name)
      await assertAccessible(page)
    })
    const visitAsMember = await visitsOfMember(portal, 'User and access management > View members')
    await visitAsMember(async (page) => {
      await page.goto('/assets')
      await page.getByText('You may not see this page').waitFor()
    })
  })
})
