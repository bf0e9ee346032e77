import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { listAssets } from '@portico/server/modules/applications/assets/list-assets.ts'
import { listGroups } from '@portico/server/modules/directory/groups/list-groups.ts'
import { listIdentityProviders } from '@portico/server/modules/directory/identity-providers/list-identity-providers.ts'
import { listUsers } from '@portico/server/modules/directory/users/list-users.ts'
import { listOrganizationRoles } from '@portico/server/modules/members/organization-roles/list-organization-roles.ts'
import { createRegisteredApi } from '@portico/server/modules/relying-parties/registered-apis/create-registered-api.ts'
import { createRelyingParty } from '@portico/server/modules/relying-parties/registrations/create-relying-party.ts'
import type { Page } from 'playwright-core'
import { listApiClients } from '../../server/src/modules/api-clients/clients/list-api-clients.ts'
import type { Visit } from './support/browser.ts'
import { sessionInRole, visitsOf, visitsOfMember } from './support/members.ts'
import { portalPaths, startPortal, type TestPortal } from './support/portal.ts'
import { go, pressEveryButton } from './support/walk.ts'

const outside = [
  '/sign-in',
  '/signed-in',
  '/sign-in/:uid',
  '/sign-out',
  '/set-up',
  '/forgotten-password',
  '/accept-invitation',
]

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
  async function visitEverything(visit: Visit): Promise<{ shown: string[]; sidebar: string[] }> {
    return visit(async (page) => {
      const refused = watchRefusals(page)
      const shown: string[] = []
      for (const path of portalPaths.filter((path) => !outside.includes(path))) {
        // By way of another page: those that are refused look alike.
        if (path !== '/account') await go(page, '/account')
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
})

/** Every answer that a page should not have asked for. */
function watchRefusals(page: Page): string[] {
  const refused: string[] = []
  page.on('response', (response) => {
    if ([401, 403].includes(response.status())) refused.push(`${response.request().method()} ${response.url()}`)
  })
  return refused
}

/** A thing of each kind that has a page. */
async function applicationOf({ server: { context, system } }: TestPortal): Promise<string> {
  const redirectUris = ['https://app.example.com/callback']
  return (await createRelyingParty(context, system, { name: 'Shop', type: 'web', redirectUris })).key
}

async function apiOf({ server: { context, system } }: TestPortal): Promise<string> {
  const api = { name: 'Orders', audience: 'https://orders.example.com', scopes: [{ name: 'orders:read' }] }
  return (await createRegisteredApi(context, system, api)).key
}

async function keysOfThings(portal: TestPortal): Promise<Record<string, string>> {
  const { context, system } = portal.server
  const first = async (list: Promise<{ results: { key: string }[] }>): Promise<string> =>
    (await list).results[0]?.key ?? ''
  return {
    '/api-clients': await first(listApiClients(context, system, {})),
    '/users': await first(listUsers(context, system, {})),
    '/groups': await first(listGroups(context, system, {})),
    '/organization-roles': await first(listOrganizationRoles(context, system, {})),
    '/identity-providers': await first(listIdentityProviders(context, system, {})),
    '/sign-in-applications': await applicationOf(portal),
    '/registered-apis': await apiOf(portal),
    '/assets': await first(listAssets(context, system, {})),
  }
}
