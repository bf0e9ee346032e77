import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { listUsers } from '@portico/server/modules/directory/users/list-users.ts'
import type { Page } from 'playwright-core'
import {
  assertFits,
  assertFocusInView,
  assertNamedAsShown,
  assertReadableInForcedColors,
} from './support/accessibility.ts'
import type { Visit } from './support/browser.ts'
import { keysOfThings } from './support/keys-of-things.ts'
import { visitsOfAdministrator } from './support/members.ts'
import { outsidePaths, portalPaths, startPortal, type TestPortal } from './support/portal.ts'
import { assertReadableTables, assertTablesFitBesideSidebar } from './support/readable-tables.ts'
import { assertBearsTextSpacing } from './support/text-spacing.ts'
import { go } from './support/walk.ts'

/** They say that the secret was shown once, and lead back. */
const withoutSecret = ['/api-clients/:key/credentials', '/sign-in-applications/:key/credentials']

let portal: TestPortal
let keys: Record<string, string>
let visit: Visit
before(async () => {
  portal = await startPortal({ sample: true })
  keys = await keysOfThings(portal)
  visit = await visitsOfAdministrator(portal)
})

const paths = portalPaths.filter((path) => !outsidePaths.includes(path) && !withoutSecret.includes(path))
assert.ok(paths.length > 30)

// Its words are longer than those of English.
test('in German, no page cuts a table where a sidebar leaves little room, and what is pressed is called as it is shown', async () => {
  await visit(
    async (page) => {
      for (const path of paths) {
        await go(page, path.replace(':key', keys[path.slice(0, path.indexOf('/:'))] ?? ''))
        assert.equal(await page.locator('html').getAttribute('lang'), 'de')
        await assertTablesFitBesideSidebar(page)
        await assertNamedAsShown(page)
      }
      // What stands beside the name has room in a phone as well.
      for (const [name, part] of [
        ['Ada Admin', 'organization-access'],
        ['Ada Jansen', 'groups'],
      ] as const) {
        const { context, system } = portal.server
        const { results } = await listUsers(context, system, { nameOrEmailContains: name })
        await go(page, `/users/${results[0]?.key}?part=${part}`)
        await page.locator('main tbody [data-row-link], main tbody bdi').first().waitFor()
        await assertReadableTables(page)
      }
    },
    { locale: 'de-DE' },
  )
})

test('each page says where it is, by links to all pages above it, and can be used by everybody', async () => {
  const known = [...portalPaths, '/settings']
  await visit(async (page) => {
    for (const path of paths) {
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
