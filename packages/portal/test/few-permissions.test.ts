import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { permission } from '../src/api/permission-names.ts'
import type { Visit } from './support/browser.ts'
import { keysOfThings } from './support/keys-of-things.ts'
import { sessionInRole, visitsOf, visitsOfMember } from './support/members.ts'
import { outsidePaths, portalPaths, startPortal, type TestPortal } from './support/portal.ts'
import { go, pressEveryButton } from './support/walk.ts'

/** The key of no thing: for pages that none of these members may see */
const nothing = '01900000-0000-7000-8000-000000000000'

describe('members who may do little', () => {
  let portal: TestPortal
  let keys: Record<string, string>
  before(async () => {
    portal = await startPortal({ sample: true })
    keys = await keysOfThings(portal)
  })

  /**
   * Goes to every page that there is. Those that are refused say so, on the others every button works, and no page asks
   * the server for what the member may not have.
   */
  async function visitEverything(
    visit: Visit,
    paths = portalPaths.filter((path) => !outsidePaths.includes(path)),
  ): Promise<{ shown: string[]; sidebar: string[] }> {
    return visit(async (page) => {
      const refused = watchRefusals(page)
      const shown: string[] = []
      for (const path of paths) {
        await go(page, path.replace(':key', keys[path.slice(0, path.indexOf('/:'))] ?? nothing))
        const isRefused = await page.getByRole('heading', { name: 'You may not see this page' }).isVisible()
        if (!isRefused) {
          shown.push(path)
          await pressEveryButton(page, async () => undefined)
        }
        assert.deepEqual(refused, [], path)
      }
      const links = page.getByRole('navigation', { name: 'Portal' }).getByRole('link')
      return { shown, sidebar: await links.allInnerTexts() }
    })
  }

  test('without any permission, there are one’s applications and the account', async () => {
    const { shown, sidebar } = await visitEverything(await visitsOfMember(portal))
    assert.deepEqual(shown, ['/', '/my-applications', '/account'])
    assert.deepEqual(sidebar, ['My applications', 'Your account'])
  })

  test('a Developer finds users, roles, assets and stages, and no button that the server refuses', async () => {
    const session = await sessionInRole(portal, 'Developer', 'Dana Developer')
    const { shown, sidebar } = await visitEverything(visitsOf(portal, session))
    assert.deepEqual(shown, [
      '/',
      '/users',
      '/users/invite',
      '/users/:key',
      '/access',
      '/organization-roles',
      '/organization-roles/:key',
      '/assets',
      '/assets/:key',
      '/stages',
      '/my-applications',
      '/account',
    ])
    assert.deepEqual(sidebar, ['Home', 'Users', 'Who can access', 'Organization roles', 'Assets', 'Stages'])
  })

  test('who views members, and neither stages nor end users, chooses the role whose holders are shown', async () => {
    const { viewMembers, viewAuditTrail, manageApiClients } = permission
    const visit = await visitsOfMember(portal, viewMembers, viewAuditTrail, manageApiClients)
    const paths = ['/users', '/access', '/audit-trail', '/api-clients']
    assert.deepEqual((await visitEverything(visit, paths)).shown, paths)
    await visit(async (page) => {
      await page.goto('/access')
      await page.getByRole('heading', { name: 'Choose a role or a group' }).waitFor()
      await page.getByText('you need the permission End-user management > View end users').waitFor()
      assert.equal(await page.getByRole('combobox', { name: 'Asset' }).count(), 0)
      await page.getByRole('combobox', { name: 'Role' }).fill('Admin')
      await page.getByRole('option', { name: 'Administrator', exact: true }).click()
      await page.getByText('People who hold the role Administrator.').waitFor()
      await page.getByRole('button', { name: 'Clear search and filters' }).click()
      await page.getByRole('heading', { name: 'Choose a role or a group' }).waitFor()
    })
  })
})

/** Every answer that a page should not have asked for. */
function watchRefusals(page: Page): string[] {
  const refused: string[] = []
  page.on('response', (response) => {
    if ([401, 403].includes(response.status())) refused.push(`${response.request().method()} ${response.url()}`)
  })
  return refused
}
