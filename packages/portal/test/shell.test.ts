import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { endSessionsOfUser } from '@portico/server/modules/members/sessions/end-sessions-of-user.ts'
import { createRelyingParty } from '@portico/server/modules/relying-parties/registrations/create-relying-party.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { type SignedIn, sessionOf } from '@portico/testing/signed-in-members.ts'
import type { Locator, Page } from 'playwright-core'
import { assertAccessible } from './support/accessibility.ts'
import { button } from './support/actions.ts'
import type { Visit } from './support/browser.ts'
import { grantRole, sessionInRole, visitsOf, visitsOfAdministrator, visitsOfMember } from './support/members.ts'
import { startPortal, type TestPortal } from './support/portal.ts'

const dialog = (page: Page): Locator => page.getByRole('dialog')

describe('the shell', () => {
  let portal: TestPortal
  let visit: Visit
  before(async () => {
    portal = await startPortal({ sample: true })
    visit = await visitsOfAdministrator(portal)
  })

  test('Ctrl+K finds pages, users and API clients', async () => {
    const { context, system } = portal.server
    const client = await portal.server.createClient([], { name: 'Jansen importer' })
    const redirectUris = ['https://app.example.com/callback']
    const application = await createRelyingParty(context, system, { name: 'Shop', type: 'web', redirectUris })
    await visit(async (page) => {
      await page.goto('/')
      await page.getByRole('heading', { level: 1 }).waitFor()
      // What is typed before the search is loaded is kept.
      await page.keyboard.press('Control+k')
      await page.keyboard.type('jan')
      const search = page.getByPlaceholder('Search or paste a key')
      await search.and(page.locator(':focus')).waitFor()
      await page.keyboard.type('sen')
      assert.equal(await search.inputValue(), 'jansen')
      await page.getByText('Ada Jansen').waitFor()
      await assertAccessible(page)
      await page.getByRole('button', { name: /^Jansen importer\s+Needs attention/ }).click()
      await page.waitForURL('**/api-clients/*')

      // So is Enter: all of this is pressed before anything can load.
      await page.evaluate(`(async () => {
        for (const key of ['k', ...'ada jansen', 'Enter']) {
          const options = { key, ctrlKey: key === 'k', bubbles: true, cancelable: true }
          document.body.dispatchEvent(new KeyboardEvent('keydown', options))
          // React shows what follows from it; no answer of the server can come meanwhile.
          for (let tick = 0; tick < 20; tick++) await null
        }
      })()`)
      await page.waitForURL('**/users/*')

      // Enter takes the first hit also where it comes later.
      for (const [text, path] of [
        ['Developer', '/organization-roles/'],
        [client.key, `/api-clients/${client.key}`],
        [client.clientId, `/api-clients/${client.key}`],
        [application.clientId, `/sign-in-applications/${application.key}`],
      ] as const) {
        await page.goto('/account')
        await page.getByRole('heading', { name: 'Your account' }).waitFor()
        await page.keyboard.press('Control+k')
        await search.fill(text)
        // Nothing is chosen of what comes after the typing.
        if (text === client.clientId) await page.getByRole('button', { name: /^Jansen importer/ }).waitFor()
        await page.keyboard.press('Enter')
        await page.waitForURL((url) => url.pathname.startsWith(path))
      }

      await page.keyboard.press('Control+k')
      await search.fill('members')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/users')
      // The pages of everybody are found as well.
      await page.keyboard.press('Control+k')
      await search.fill('account')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/account')
      await page.keyboard.press('Control+k')
      // What has no page of its own leads to where it is done, and guides come after all else.
      await search.fill('offboard')
      await page.keyboard.press('Enter')
      const whom = page.getByPlaceholder('Who do you want to offboard?')
      await page.getByText('Type the name or e-mail of the user who leaves.').waitFor()
      await whom.fill('jansen')
      await page.getByRole('button', { name: 'Ada Jansen' }).waitFor()
      assert.equal(await page.getByRole('button', { name: /^Jansen importer/ }).count(), 0, 'users alone are found')
      await whom.fill('ada admin')
      await page.getByText('You cannot offboard yourself').waitFor()
      await whom.fill('ada jansen')
      await page.keyboard.press('Enter')
      await page.getByRole('dialog', { name: 'Offboard Ada Jansen' }).getByText('Deactivate').waitFor()
      // It warns of nothing that this user does not have.
      assert.equal(await page.getByText('secret or key which ends').count(), 0)
      assert.equal(await page.getByText('is an Administrator').count(), 0)
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      assert.equal(new URL(page.url()).search, '')
      await page.keyboard.press('Control+k')
      await search.fill('undo')
      await page.getByRole('button', { name: /^Undo bulk change/ }).click()
      await page.getByText('No bulk change of the last seven days can be undone.').waitFor()
      await page.keyboard.press('Escape')
      await search.waitFor({ state: 'detached' })
      await page.keyboard.press('Control+k')
      await search.fill('produc')
      await page.getByRole('button', { name: /^Production\s+Main/ }).waitFor()
      await search.fill('saml')
      await page.getByRole('button', { name: /^Sign-in through SAML/ }).waitFor()
      await search.fill('backup')
      const guide = page.context().waitForEvent('page')
      await page.getByRole('button', { name: /backups, proxies/ }).click()
      await (await guide).getByRole('heading', { level: 1 }).waitFor()
      assert.match((await guide).url(), /\/guides\/operating$/)
      await (await guide).close()
      await page.keyboard.press('Control+k')
      await search.fill('no such thing anywhere')
      await page.getByText('Nothing matches').waitFor()
      await page.keyboard.press('Escape')
      await search.waitFor({ state: 'detached' })
    })
  })

  test('Ctrl+K offers what one may do, and what was chosen last comes first', async () => {
    const actionsOf = async (page: Page): Promise<string[]> => {
      await page.keyboard.press('Control+k')
      const last = page.getByRole('button', { name: 'Sign out', exact: true })
      await last.waitFor()
      return page.locator('.mantine-Spotlight-action').allInnerTexts()
    }
    await visit(async (page) => {
      await page.goto('/account')
      await page.getByRole('heading', { name: 'Your account' }).waitFor()
      const all = await actionsOf(page)
      assert.equal(all[0], 'Home')
      for (const action of ['Create API client', 'Invite user', 'Export audit trail', 'Switch language to Deutsch'])
        assert.ok(all.includes(action), action)
      await page.keyboard.type('german')
      await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Switch language to Deutsch' }).waitFor()
      await page.keyboard.press('Control+a')
      await page.keyboard.type('group new')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/groups/new')
      await page.getByRole('heading', { level: 1 }).waitFor()
      assert.equal((await actionsOf(page))[0], 'Create group')
      await page.keyboard.type('dark colors')
      await page.keyboard.press('Enter')
      await page.locator('html[data-mantine-color-scheme=dark]').waitFor()
      assert.ok(!(await actionsOf(page)).includes('Switch to dark colors'))
      await page.keyboard.type('hotkeys')
      await page.keyboard.press('Enter')
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      assert.deepEqual((await actionsOf(page)).slice(0, 2), ['Show keyboard shortcuts', 'Create group'])
    })
    const visitAsMember = await visitsOfMember(portal, 'Organization management > View audit trail')
    await visitAsMember(async (page) => {
      await page.goto('/account')
      await page.getByRole('heading', { name: 'Your account' }).waitFor()
      const some = await actionsOf(page)
      assert.ok(some.includes('Export audit trail'))
      assert.ok(!some.some((action) => /Create|Invite|Add|Import|Register/.test(action)), some.join())
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Export audit trail' }).click()
      assert.equal((await download).suggestedFilename(), 'audit-entries.csv')
    })
  })

  test('“/” finds the search and “?” lists the keys, unless somebody types or has turned them off', async () => {
    await visit(async (page) => {
      await page.goto('/users')
      const search = page.getByRole('searchbox')
      await search.waitFor()
      await page.keyboard.press('/')
      await page.keyboard.type('a/?')
      assert.equal(await search.inputValue(), 'a/?')
      assert.equal(await dialog(page).count(), 0)
      await search.press('Escape')
      await search.blur()
      await page.keyboard.press('?')
      const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
      await keys.waitFor()
      await assertAccessible(page)
      // Under a dialog, neither does anything.
      await page.keyboard.press('/')
      await keys.getByRole('switch', { name: 'Shortcuts of a single key' }).click()
      await page.keyboard.press('Escape')
      await keys.waitFor({ state: 'detached' })
      for (const key of ['/', '?']) await page.keyboard.press(key)
      assert.equal(await dialog(page).count(), 0)
      assert.equal(await search.evaluate('document.activeElement.type'), undefined)
      await page.reload()
      await search.waitFor()
      await page.keyboard.press('?')
      await button(page, 'Help').click()
      await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click()
      await keys.getByRole('switch', { name: 'Shortcuts of a single key' }).click()
      await page.keyboard.press('Escape')
      await keys.waitFor({ state: 'detached' })

      await page.goto('/account')
      await page.getByRole('heading', { name: 'Your account' }).waitFor()
      await page.keyboard.press('Control+/')
      await page.keyboard.press('/')
      await page.getByPlaceholder('Search or paste a key').waitFor()
    })
  })

  test('the header leads to guides and reference, and to the languages of the portal', async () => {
    await visit(async (page) => {
      await page.goto('/account')
      await button(page, 'Help').click()
      await page.getByText(/^Portico \d+\.\d+\.\d+/).waitFor()
      await assertAccessible(page)
      const links = page.locator('a[role=menuitem]')
      const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))
      assert.deepEqual(addresses, ['/guides/', '/docs', '/guides/changelog'])
      await page.keyboard.press('Escape')
      await button(page, 'Account of Ada Admin').click()
      await assertAccessible(page)
      const saved = page.waitForResponse((response) => response.request().method() === 'PATCH')
      await page.getByRole('menuitemradio', { name: 'Deutsch' }).click()
      await page.getByRole('heading', { name: 'Ihr Konto' }).waitFor()
      assert.equal(await page.locator('html').getAttribute('lang'), 'de')
      assert.ok((await saved).ok())

      await page.goto('/guides/')
      await page.getByRole('heading', { level: 1, name: 'Guides' }).waitFor()
      await assertAccessible(page)
      await page.getByRole('link', { name: 'Operating' }).click()
      await page.getByRole('heading', { level: 1, name: 'Operating' }).waitFor()
      await assertAccessible(page)
      assert.equal(await page.evaluate('getComputedStyle(document.body).margin'), '0px')
    })
  })

  test('the focus goes to the heading of a new page, and one can skip to it', async () => {
    await visit(async (page) => {
      await page.goto('/')
      await page.getByRole('navigation', { name: 'Portal' }).getByRole('link', { name: 'Users' }).click()
      await page.locator('h1:focus', { hasText: 'Users' }).waitFor()
      assert.equal(await page.title(), 'Users · Portico')
      await page.reload()
      await page.getByRole('heading', { name: 'Users' }).waitFor()
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.locator('#page:focus').waitFor()
    })
  })

  test('colors follow the system until somebody chooses, and the choice stays', async () => {
    await visit(
      async (page) => {
        const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme')
        await page.goto('/account')
        await page.getByRole('button', { name: 'Colors' }).click()
        assert.equal(await scheme(), 'dark')
        await page.getByRole('menuitemradio', { name: 'Light' }).click()
        assert.equal(await scheme(), 'light')
        await page.reload()
        await page.getByRole('heading', { name: 'Your account' }).waitFor()
        assert.equal(await scheme(), 'light')
      },
      { colorScheme: 'dark' },
    )
  })

  test('on a narrow screen the pages are behind a button', async () => {
    await visit(
      async (page) => {
        await page.goto('/account')
        await page.getByRole('button', { name: 'Open the menu' }).click()
        await page.getByRole('link', { name: 'Users' }).waitFor()
        await assertAccessible(page)
        await page.getByRole('link', { name: 'Home' }).last().click()
        await page.getByRole('button', { name: 'Open the menu' }).waitFor()
      },
      { width: 400 },
    )
  })

  test('members see the pages that they may use, and learn what the others take', async () => {
    const visitAsMember = await visitsOfMember(portal, 'Organization management > View audit trail')
    await visitAsMember(async (page) => {
      await page.goto('/api-clients')
      await page.getByRole('heading', { name: 'You may not see this page' }).waitFor()
      await page.getByText('User and access management > Manage API clients').waitFor()
      await assertAccessible(page)
      assert.equal(await page.getByRole('link', { name: 'API clients' }).count(), 0)
    })
  })

  test('an unknown address is a page of its own, with status 404', async () => {
    await visit(
      async (page) => {
        const response = await page.goto('/nowhere')
        assert.equal(response?.status(), 404)
        await page.getByRole('heading', { name: 'Nothing is here' }).waitFor()
        await assertAccessible(page)
        // Neither does a path that no server can read look like one to people.
        for (const [path, status] of [
          ['/users/%E0%A4%A', 400],
          [`/users/${'a'.repeat(300)}`, 404],
        ] as const) {
          assert.equal((await page.goto(path))?.status(), status)
          await page.getByRole('heading', { name: 'Nothing is here' }).waitFor()
        }
        assert.equal((await page.goto('/sign-in?returnTo=%zz'))?.status(), 200)
        await page.getByRole('heading', { name: 'Sign in' }).waitFor()
      },
      { expected: [/status of 40[04]/] },
    )
  })

  test('a session that was ended elsewhere leads to the sign-in, and back to where one was', async () => {
    const visitAsMember = await visitsOfMember(portal, 'User and access management > Manage users')
    await visitAsMember(async (page) => {
      await page.goto('/account')
      await page.getByRole('heading', { name: 'Your account' }).waitFor()
      await page.context().clearCookies()
      const left = page.waitForRequest(/portal\/sign-in/)
      await page.goto('/users?search=jansen')
      assert.equal(new URL((await left).url()).searchParams.get('returnTo'), '/users?search=jansen')
    })
  })

  test('a session that ends under a form is renewed over it, and nothing that was entered is lost', async () => {
    const { server } = portal
    const { key, email } = await createPasswordUser(server)
    await grantRole(server, key, 'Administrator')
    await visitsOf(
      portal,
      await sessionOf(server, server.organizationKey, key),
    )(async (page) => {
      await page.goto('/account')
      await button(page, 'Edit').click()
      const name = dialog(page).getByLabel('Name')
      await name.fill('Paula Next')
      await page.keyboard.press('Escape')
      const question = page.getByRole('dialog', { name: 'Discard what you have entered?' })
      await question.getByRole('button', { name: 'Cancel' }).click()
      await question.waitFor({ state: 'detached' })
      assert.equal(await name.inputValue(), 'Paula Next')

      const ended = { reason: 'ended-by-administrator' } as const
      await endSessionsOfUser(server.context, server.organizationKey, key, ended)
      await name.press('Enter')
      const renewal = page.getByRole('dialog', { name: 'Sign in again' })
      await renewal.getByText('An administrator has ended your session').waitFor()
      await renewal.locator('input[type=password]:focus').waitFor()
      assert.equal(await renewal.getByLabel('E-mail').inputValue(), email)
      await assertAccessible(page)
      await renewal.getByRole('button', { name: 'Cancel' }).click()
      await dialog(page).getByText('What you have entered is still here.').waitFor()
      await dialog(page).locator('[role=alert]:focus, input:focus').waitFor()
      await name.press('Enter')
      await renewal.getByLabel('Password', { exact: true }).fill(goodPassword)
      await page.keyboard.press('Enter')
      await page.getByText('Your profile was saved.').waitFor()
      await button(page, 'Account of Paula Next').waitFor()
    })
  })

  test('where another tab signs in anew, the same member goes on, and another one begins anew', async () => {
    const { server } = portal
    const ann = await sessionInRole(portal, 'Administrator', 'Ann One')
    const again = await sessionOf(server, server.organizationKey, ann.userKey)
    const bob = await sessionInRole(portal, 'Administrator', 'Bob Two')
    await visitsOf(
      portal,
      ann,
    )(async (page) => {
      const signedInAs = ({ token }: SignedIn) =>
        page.context().addCookies([{ name: 'portico-session', value: token, url: portal.url }])
      await page.goto('/settings/mail')
      const send = page.getByRole('button', { name: 'Send test message' })
      await send.waitFor()
      await signedInAs(again)
      await send.click()
      await page.getByText('Message kept', { exact: true }).waitFor()
      await signedInAs(bob)
      await send.click()
      await page.getByRole('button', { name: 'Account of Bob Two' }).waitFor()

      // What Bob has entered is neither lost nor shown while Ann is signed in, until somebody decides.
      await page.goto('/account')
      await button(page, 'Edit').click()
      await dialog(page).getByLabel('Name').fill('Bob Three')
      const other = await page.context().newPage()
      await other.goto('/account')
      await button(other, 'Account of Bob Two').click()
      await other.getByRole('menuitem', { name: 'Sign out' }).click()
      const renewal = page.getByRole('dialog', { name: 'Sign in again' })
      await renewal.getByText('You have signed out in another tab.').waitFor()
      // Who signs in there while the dialog is open is told of in it.
      await signedInAs(again)
      await other.goto('/account')
      await renewal.getByText('Somebody else has signed in in this browser').waitFor()
      await page.keyboard.press('Escape')
      assert.equal(await renewal.getByRole('button', { name: 'Close' }).count(), 0)
      await renewal.getByRole('button', { name: 'Discard and go on as the other user' }).click()
      await page.getByRole('button', { name: 'Account of Ann One' }).waitFor()

      // A form on its way is not lost with the session either.
      await button(page, 'Edit').click()
      await dialog(page).getByLabel('Name').fill('Ann Two')
      await page.context().clearCookies()
      await dialog(page).getByLabel('Name').press('Enter')
      await renewal.getByText('This browser is signed out, or has deleted its cookies.').waitFor()
      assert.equal(await page.locator('input[value="Ann Two"]').count(), 1)
      await renewal.getByRole('button', { name: 'Discard and sign in as somebody else' }).click()
      await page.waitForURL('**/sign-in/*')
      await signedInAs(again)
      await page.goto('/account')
      await page.getByRole('button', { name: 'Account of Ann One' }).waitFor()

      await button(other, 'Account of Ann One').click()
      await other.getByRole('menuitem', { name: 'Sign out' }).click()
      await page.waitForURL('**/sign-in/*')
      await page.getByText('You have signed out in another tab.').waitFor()
    })
  })

  // A visit fails if the page breaks its policy.
  test('the API reference runs under its policy, which allows no inline script', async () => {
    await visit(async (page) => {
      await page.goto('/docs')
      await page.getByRole('heading', { level: 1, name: /API/ }).first().waitFor()
    })
  })
})
