import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page, Request } from 'playwright-core'
import { visitsOfAdministrator } from './support/members.ts'
import { startPortal } from './support/portal.ts'

/** Types a text whose search is never answered, then another one. The server reads nothing more: see read-thread.test.ts. */
async function overtake(page: Page, type: (text: string) => Promise<void>): Promise<void> {
  const isSlow = (request: Request): boolean => request.url().includes('slow')
  const [asked, givenUp] = [page.waitForRequest(isSlow), page.waitForEvent('requestfailed', isSlow)]
  await type('slow')
  await asked
  await type('quick')
  assert.equal((await givenUp).failure()?.errorText, 'net::ERR_ABORTED')
}

test('A search that is overtaken by more text is given up: in lists, in the palette, in pickers', async () => {
  const portal = await startPortal()
  const visit = await visitsOfAdministrator(portal)
  await visit(async (page) => {
    await page.route(/slow/, () => {})
    await page.goto('/users')
    await overtake(page, (text) => page.getByRole('searchbox').fill(text))
    await page.keyboard.press('Control+k')
    await overtake(page, (text) => page.getByRole('dialog').getByPlaceholder('Search or paste a key').fill(text))
    await page.keyboard.press('Escape')
    await page.goto('/users')
    await page.getByRole('button', { name: 'More filters' }).click()
    await overtake(page, (text) => page.getByRole('combobox', { name: 'Asset of the end-user role' }).fill(text))
  })
})
