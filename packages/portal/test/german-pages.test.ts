import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { listUsers } from '@portico/server/modules/directory/users/list-users.ts'
import { assertNamedAsShown } from './support/accessibility.ts'
import type { Visit } from './support/browser.ts'
import { keysOfThings } from './support/keys-of-things.ts'
import { visitsOfAdministrator } from './support/members.ts'
import { pathsOfMembers, startPortal, type TestPortal } from './support/portal.ts'
import { assertReadableTables, assertTablesFitBesideSidebar } from './support/readable-tables.ts'
import { go } from './support/walk.ts'

let portal: TestPortal
let keys: Record<string, string>
let visit: Visit
before(async () => {
  portal = await startPortal({ sample: true })
  keys = await keysOfThings(portal)
  visit = await visitsOfAdministrator(portal)
})

// Its words are longer than those of English.
test('in German, no page cuts a table where a sidebar leaves little room, and what is pressed is called as it is shown', async () => {
  await visit(
    async (page) => {
      for (const path of pathsOfMembers) {
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
