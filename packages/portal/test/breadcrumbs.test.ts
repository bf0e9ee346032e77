import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertFits, assertFocusInView, assertReadableInForcedColors } from './support/accessibility.ts'
import type { Visit } from './support/browser.ts'
import { keysOfThings } from './support/keys-of-things.ts'
import { visitsOfAdministrator } from './support/members.ts'
import { pathsOfMembers, portalPaths, startPortal, type TestPortal } from './support/portal.ts'
import { assertReadableTables } from './support/readable-tables.ts'
import { assertBearsTextSpacing } from './support/text-spacing.ts'
import { go } from './support/walk.ts'

let keys: Record<string, string>
let visit: Visit
before(async () => {
  const portal: TestPortal = await startPortal({ sample: true })
  keys = await keysOfThings(portal)
  visit = await visitsOfAdministrator(portal)
})

test('each page says where it is, by links to all pages above it, and can be used by everybody', async () => {
  const known = [...portalPaths, '/settings']
  await visit(async (page) => {
    for (const path of pathsOfMembers) {
      const key = keys[path.slice(0, path.indexOf('/:'))] ?? ''
      const parts = path.split('/').slice(1)
      const above = parts.slice(1).map((_, index) => `/${parts.slice(0, index + 1).join('/')}`)
      const expected = above.filter((one) => known.includes(one)).map((one) => one.replace(':key', key))
      await go(page, path.replace(':key', key))
      await assertFits(page)
      await assertBearsTextSpacing(page)
      await assertReadableTables(page)
      await assertReadableInForcedColors(page, 'light')
      if (await showBar(page)) await assertFocusInView(page)
      const trail = page.getByRole('navigation', { name: 'Where you are' })
      const links = trail.getByRole('link')
      const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))
      assert.deepEqual(addresses, expected, path)
      if (expected.length === 0) continue
      const names = await trail.locator('bdi').allInnerTexts()
      assert.equal(names.at(-1), await page.getByRole('heading', { level: 1 }).innerText(), path)
      // Things have names here, not keys, and nothing loads any more.
      for (const name of names)
        assert.ok(name.trim() !== '' && name !== '…' && !name.includes(key || '\n'), `${path}: ${name}`)
    }
  })
})

/** Has the page show the bar that stays at an edge of the window, if it has one: that of a long form, or of selected rows. */
async function showBar(page: Page): Promise<boolean> {
  const row = page.getByRole('table').getByRole('checkbox', { name: /^Select (?!all)/ })
  if ((await row.count()) > 0) await row.first().check()
  return (await page.locator('[data-action-bar], [data-selection-bar]').count()) > 0
}
