import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { resetSignInSettings } from '@portico/server/modules/members/sign-in-settings/reset-sign-in-settings.ts'
import { codeOf, createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { testClock } from '@portico/testing/server.ts'
import { sessionOf } from '@portico/testing/signed-in-members.ts'
import type { Page } from 'playwright-core'
import { assertAccessible, assertUsableInAllModes } from './support/accessibility.ts'
import { button } from './support/actions.ts'
import { grantRole, visitsOf } from './support/members.ts'
import { administrator, startPortal, type TestPortal } from './support/portal.ts'
import { addVirtualAuthenticator } from './support/virtual-authenticator.ts'

const minute = 60_000
const clock = testClock()

describe('sign-in settings', () => {
  let portal: TestPortal
  let userKey: string
  before(async () => {
    portal = await startPortal({ clock })
    userKey = (await createPasswordUser(portal.server, administrator)).key
    await grantRole(portal.server, userKey, 'Administrator')
  })

  const sendPassword = async (page: Page, email: string, password: string): Promise<void> => {
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await button(page, 'Sign in').click()
  }
  const developer = async () => {
    const user = await createPasswordUser(portal.server)
    await grantRole(portal.server, user.key, 'Developer')
    return user
  }

  test('are saved as typed, after a sign-in on the page where the last one is too long ago', async () => {
    const { context, organizationKey } = portal.server
    const visit = visitsOf(portal, await sessionOf(portal.server, organizationKey, userKey))
    clock.advance(20 * minute)
    await visit(async (page) => {
      await page.goto('/settings/sign-in')
      await page.getByRole('combobox', { name: 'Required for' }).click()
      await page.getByRole('option', { name: 'Members with certain organization roles' }).click()
      await button(page, 'Save').click()
      await page.getByText('Choose at least one organization role.').waitFor()
      await page.getByRole('combobox', { name: 'Organization roles' }).click()
      await page.getByRole('option', { name: 'Developer' }).click()
      await page.keyboard.press('Escape')
      await page.getByLabel('Idle time').fill('30')
      await assertAccessible(page)
      await assertUsableInAllModes(page)
      await button(page, 'Save').click()
      const dialog = page.getByRole('dialog', { name: 'Sign in again' })
      await dialog.waitFor()
      await assertAccessible(page)
      await dialog.getByText('This change needs a recent sign-in').waitFor()
      assert.equal(await dialog.getByLabel('E-mail').inputValue(), administrator.email)
      await dialog.getByLabel('Password', { exact: true }).fill('Not-that-one-9')
      await page.keyboard.press('Enter')
      await dialog.getByText('Sign-in failed').waitFor()
      await dialog.getByLabel('Password', { exact: true }).fill(administrator.password)
      await page.keyboard.press('Enter')
      await page.getByText('Sign-in settings saved').waitFor()
      await page.locator('button:focus', { hasText: 'Save' }).waitFor()
      assert.equal(await page.getByLabel('Idle time').inputValue(), '30 minutes')
      const row = await context.database.db.selectFrom('sign_in_settings').selectAll().executeTakeFirstOrThrow()
      assert.deepEqual([row.second_factor_required_for, row.idle_minutes], ['roles', 30])
    })
  })

  test('lead through adding an authenticator app while signing in', async () => {
    const { email } = await developer()
    await portal.visit(async (page) => {
      await page.goto('/')
      await sendPassword(page, email, goodPassword)
      await page.getByRole('heading', { name: 'Add a second factor' }).waitFor()
      await assertAccessible(page)
      await page.reload()
      await button(page, 'Use an authenticator app').click()
      await button(page, 'Back').click()
      await button(page, 'Use an authenticator app').click()
      await page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor()
      await assertAccessible(page)
      await page.getByLabel('Code', { exact: true }).fill(codeOf(await page.locator('code').innerText(), clock.now()))
      await button(page, 'Turn it on').click()
      await page.getByRole('list', { name: 'Recovery codes' }).waitFor()
      await assertAccessible(page)
      await button(page, 'I have stored them').click()
      await page.getByRole('navigation', { name: 'Portal' }).waitFor()
    })
  })

  test('lead through creating a passkey, which then replaces the password', async () => {
    const { email } = await developer()
    await portal.visit(async (page) => {
      await addVirtualAuthenticator(page)
      await page.goto('/account')
      await sendPassword(page, email, goodPassword)
      await button(page, 'Create a passkey').click()
      await page.getByText('with a passkey').waitFor()
      await button(page, 'Remove the password').click()
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
      await page.getByText('You have none, and sign in without it.').waitFor()
      await assertAccessible(page)
      await button(page, 'Set a password').click()
      await page.getByLabel('New password', { exact: true }).fill('Another-good-staple-8')
      await page.getByRole('dialog').getByRole('button', { name: 'Set a password' }).click()
      await page.getByText('Your password was set.').waitFor()
      await page.context().clearCookies()
      await page.goto('/account')
      await sendPassword(page, email, 'Another-good-staple-8')
      await page.getByRole('heading', { name: 'Use your passkey' }).waitFor()
      await assertAccessible(page)
      await button(page, 'Sign in with a passkey').click()
      await page.getByText('This session').waitFor()
    })
  })

  test('say some minutes before that the session ends', async () => {
    await resetSignInSettings(portal.server.context, portal.server.system)
    const session = await sessionOf(portal.server, portal.server.organizationKey, userKey)
    await visitsOf(
      portal,
      session,
    )(async (page) => {
      await page.clock.setSystemTime(clock.now() + 716 * minute)
      await page.goto('/account')
      await page.getByText('Your session ends in 4 minutes.').waitFor()
      await assertAccessible(page)
      await button(page, 'Sign in again').click()
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    })
  })
})
