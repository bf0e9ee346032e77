import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible } from './support/accessibility.ts'
import { answerDialog, button } from './support/actions.ts'
import type { Visit } from './support/browser.ts'
import { Keyboard } from './support/keyboard.ts'
import { visitsOfAdministrator, visitsOfMember } from './support/members.ts'
import { startPortal, type TestPortal } from './support/portal.ts'

/** As the list shows them, top first */
const namesOn = (page: Page): Promise<string[]> => page.locator('main ol li bdi').allInnerTexts()

/** The server has it as well. */
async function assertOrder(page: Page, names: string[]): Promise<void> {
  for (const [index, name] of names.entries()) {
    await page.locator(`main ol li:nth-child(${index + 1}) bdi:text-is("${name}")`).waitFor()
  }
  await page.reload()
  await page.locator('main ol li').first().waitFor()
  assert.deepEqual(await namesOn(page), names)
}

/** Waits for the answer to a move. */
const moved = (page: Page) => page.waitForResponse((response) => response.request().method() === 'PATCH')

describe('stages', () => {
  let portal: TestPortal
  let visit: Visit
  before(async () => {
    portal = await startPortal()
    visit = await visitsOfAdministrator(portal)
  })

  test('stages are added at a place, renamed, and refused a name twice', async () => {
    await visit(async (page) => {
      await page.goto('/stages')
      await page.getByText('3 stages').waitFor()
      await assertAccessible(page)
      await button(page, 'Add stage to Main').click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Name').fill('test')
      await button(page, 'Add stage').click()
      await dialog.getByText('has a stage with this name already').waitFor()
      await dialog.getByLabel('Name').fill('Staging <b>&')
      await dialog.getByRole('combobox', { name: 'Position' }).click()
      await page.getByRole('option', { name: 'After Test' }).click()
      await assertAccessible(page)
      await answerDialog(page, 'Add stage')
      await page.getByText('4 stages').waitFor()
      assert.deepEqual(await namesOn(page), ['Development', 'Test', 'Staging <b>&', 'Production'])
      await page.getByText('Purpose: Production').waitFor()

      await button(page, 'Rename Staging <b>&').click()
      await dialog.getByLabel('Name').fill('Staging')
      await answerDialog(page, 'Rename')
      await assertOrder(page, ['Development', 'Test', 'Staging', 'Production'])
      await page.getByRole('link', { name: 'Activity: Staging' }).click()
      await page.getByRole('heading', { name: 'Audit trail' }).waitFor()
      await page.getByRole('button', { name: /^Stage: created.*Staging/s }).waitFor()
    })
  })

  test('they are put in order by buttons, by keyboard and by dragging', async () => {
    await visit(async (page) => {
      await page.goto('/stages')
      const down = moved(page)
      await button(page, 'Move Development down').click()
      await page.getByText('Development is now number 2 of 4').waitFor({ state: 'attached' })
      await down
      await assertOrder(page, ['Test', 'Development', 'Staging', 'Production'])

      const keyboard = new Keyboard(page)
      await page.getByRole('heading', { level: 1 }).focus()
      await keyboard.reach('Move Development up')
      const up = moved(page)
      await page.keyboard.press('ArrowUp')
      await up
      await page.locator('[aria-label="Move Development up"]:focus').waitFor()
      await assertOrder(page, ['Development', 'Test', 'Staging', 'Production'])

      const dragged = moved(page)
      await page
        .locator('main ol li', { hasText: 'Production' })
        .last()
        .dragTo(page.locator('main ol li', { hasText: 'Test' }).first())
      await dragged
      await assertOrder(page, ['Development', 'Production', 'Test', 'Staging'])
    })
  })

  test('portfolios are created and renamed', async () => {
    await visit(async (page) => {
      await page.goto('/stages')
      await button(page, 'Create portfolio').click()
      await page.getByRole('dialog').getByLabel('Name').fill('Subsidiary')
      await answerDialog(page, 'Create')
      await page.getByText('No stages yet.').waitFor()
      await button(page, 'Rename portfolio Subsidiary').click()
      await page.getByRole('dialog').getByLabel('Name').fill('الشركة التابعة 🏢')
      await answerDialog(page, 'Rename')
      await page.getByRole('heading', { level: 2, name: 'الشركة التابعة 🏢' }).waitFor()
      await assertAccessible(page)
      await page.getByRole('link', { name: 'Settings' }).click()
      await page.getByRole('link', { name: 'Portfolios' }).click()
      await page.getByRole('cell', { name: 'الشركة التابعة 🏢', exact: true }).waitFor()
      await assertAccessible(page)
      await button(page, 'Delete portfolio الشركة التابعة 🏢').click()
      await answerDialog(page, 'Delete')
      await page.getByRole('cell', { name: 'الشركة التابعة 🏢', exact: true }).waitFor({ state: 'detached' })
      await page.getByRole('link', { name: 'Domains' }).click()
      await page.getByText('Create an external identity provider first.').waitFor()
      await assertAccessible(page)
    })
  })

  test('a member renames the stages that they manage, and moves none', async () => {
    const [development] = portal.server.environments
    const manager = await visitsOfMember(portal, {
      name: 'Portfolio management > Manage stages',
      environmentKeys: [development?.key ?? ''],
    })
    await manager(async (page) => {
      await page.goto('/stages')
      await button(page, 'Rename Development').waitFor()
      assert.deepEqual(await namesOn(page), ['Development'])
      for (const name of ['Move Development up', 'Create portfolio', 'Add stage to Main'])
        assert.equal(await button(page, name).count(), 0, name)
      await button(page, 'Rename Development').click()
      await page.getByRole('dialog').getByLabel('Name').fill('Dev')
      await answerDialog(page, 'Rename')
      await button(page, 'Rename Dev').waitFor()
    })
  })
})
