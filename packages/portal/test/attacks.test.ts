import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { before, describe, test } from 'node:test'
import { afterFile } from '@portico/testing/after-file.ts'
import { send } from '@portico/testing/requests.ts'
import type { SignedIn } from '@portico/testing/signed-in-members.ts'
import { assertReadableInForcedColors } from './support/accessibility.ts'
import { button } from './support/actions.ts'
import type { Visit } from './support/browser.ts'
import { fillWithHostileTexts, type Keys } from './support/hostile-organization.ts'
import { assertHarmless, hostileName } from './support/hostile-texts.ts'
import { visitsOf, visitsOfAdministrator } from './support/members.ts'
import { portalPaths, startPortal, type TestPortal } from './support/portal.ts'
import { pressEveryButton, settled, walk } from './support/walk.ts'

describe('attacks on the portal', () => {
  let portal: TestPortal
  let visit: Visit
  let keys: Keys
  let entryKeys: string[]
  before(async () => {
    portal = await startPortal()
    const filled = await fillWithHostileTexts(portal)
    keys = filled.keys
    entryKeys = await entriesWithNestedValues(filled.session)
    visit = visitsOf(portal, filled.session)
  })

  /** Every page, with the key of what it is about. */
  const pages = (): string[] =>
    portalPaths
      .filter((path) => path !== '/sign-in/:uid')
      .map((path) => path.replace(':key', keys[path.slice(0, path.indexOf('/:'))] ?? ''))

  test('hostile texts in every field are texts on every page, and on every part of it', async () => {
    await visit(async (page) => {
      let seen = 0
      await walk(page, pages(), async (where) => {
        seen += await assertHarmless(page, where)
        assert.deepEqual(await page.evaluate(carelessFields), [], where)
      })
      assert.ok(seen > 100, `${seen} hostile texts were seen, which is too few`)
      const asked = encodeURIComponent(hostileName)
      for (const path of [
        `/settings/mailbox?mail=${keys['/mailbox']}`,
        `/users?search=${asked}&sort=${asked}&status=${asked}`,
        `/users/${keys['/users']}?part=${asked}`,
        `/accept-invitation#token=${asked}`,
        `/sign-in?problem=${asked}`,
      ]) {
        await page.goto(path)
        await settled(page)
        await assertHarmless(page, path)
      }
      for (const key of entryKeys) {
        await page.goto(`/audit-trail?entry=${key}`)
        await page.getByRole('dialog').getByRole('region', { name: 'Changes' }).waitFor()
        await assertHarmless(page, `the audit entry ${key}`)
      }
    })
  })

  test('hostile texts are texts in the dialogs of the things that have them, which are read in forced colors', async () => {
    await visit(async (page) => {
      for (const path of ['/api-clients', '/users', '/groups', '/organization-roles', '/assets']) {
        await page.goto(`${path}/${keys[path]}`)
        await settled(page)
        const pressed = await pressEveryButton(page, async (name) => {
          await assertHarmless(page, `${path}, ${name}`)
          // The dialogs of most kinds are open here, with all that is in them.
          await assertReadableInForcedColors(page, 'dark')
        })
        assert.ok(pressed.includes('Edit') || pressed.includes('Delete'), `${path}: ${pressed}`)
      }
    })
  })

  test('another site cannot put a page or an endpoint into a frame', async () => {
    const { url } = portal
    const endpoints = [
      '/portal/state',
      '/portal/account/sessions',
      '/portal/sign-in',
      '/portal/callback',
      '/identity/auth',
    ]
    const framed = [...pages(), '/sign-in/any', ...endpoints]
    const site = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html')
      response.end(framed.map((path) => `<iframe src="${url}${path}"></iframe>`).join(''))
    })
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
    afterFile(async () => {
      site.close()
    })
    const other = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`
    await visit(
      async (page) => {
        await page.goto(other)
        const frames = page.frames().filter((frame) => frame !== page.mainFrame())
        assert.equal(frames.length, framed.length)
        for (const frame of frames) {
          await frame.waitForLoadState()
          assert.equal(frame.url(), 'chrome-error://chromewebdata/', 'a page let itself be framed')
        }
      },
      {
        expected: [/asked another host: http:\/\/127\.0\.0\.1/, /frame-ancestors|Failed to load resource/],
      },
    )
    for (const path of framed) {
      const { headers } = await send(url, 'GET', path)
      assert.equal(headers['x-frame-options'], 'DENY', path)
      assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/, path)
      assert.match(String(headers['cache-control']), /no-store/, path)
    }
  })

  test('whoever sits down after a sign-out sees nothing by going back', async () => {
    const visitAsAdministrator = await visitsOfAdministrator(portal)
    await visitAsAdministrator(async (page) => {
      await page.goto('/api-clients/new')
      await page.getByLabel('Name', { exact: true }).fill('Short-lived')
      await button(page, 'Create API client').click()
      await page.getByText('Copy the secret now').waitFor()
      await button(page, 'Copy client secret').click()
      const secret: string = await page.evaluate('navigator.clipboard.readText()')
      assert.match(secret, /^ptcs_/)
      await button(page, 'I have stored the secret').click()
      await page.getByRole('heading', { name: 'Short-lived' }).waitFor()
      await page.goto(`/users/${keys['/users']}`)
      await page.getByText('hostile@example.com').first().waitFor()

      await page.getByRole('button', { name: /^Account of/ }).click()
      await page.getByRole('menuitem', { name: 'Sign out' }).click()
      await page.waitForURL('**/sign-in/*')
      for (let step = 0; step < 3; step++) {
        // The page finds out that there is no session any more, and goes to the sign-in before it shows anything.
        await page.goBack({ waitUntil: 'commit' })
        await page.waitForURL('**/sign-in/*')
        const shown = await page.locator('body').innerText()
        assert.ok(!shown.includes('ptcs_') && !shown.includes('hostile@example.com') && !shown.includes('Short-lived'))
      }
    })
  })
})

/** An audit entry of each action whose values are objects, or lists of objects */
async function entriesWithNestedValues(session: SignedIn): Promise<string[]> {
  const { body } = await session.send('GET', '/api/management/v1/audit-entries?limit=100')
  const entries = new Map<string, string>()
  for (const { action, key, newValues } of body.results) {
    if (/[:[]\{/.test(JSON.stringify(newValues))) entries.set(action, key)
  }
  assert.ok(entries.size >= 3, [...entries.keys()].join())
  return [...entries.values()]
}

/** Fields for passwords that do not say what a password manager is to do with them. */
const carelessFields = `[...document.querySelectorAll('input[type="password"]')]
  .filter(({ autocomplete }) => !['current-password', 'new-password', 'off'].includes(autocomplete))
  .map(({ outerHTML }) => outerHTML)`
