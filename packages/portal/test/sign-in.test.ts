import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { assertAccessible } from './support/accessibility.ts'
import { administrator, setUp, setUpLink, signIn, startPortal, type TestPortal } from './support/portal.ts'

describe('the first visit', () => {
  let portal: TestPortal
  before(async () => {
    portal = await startPortal({ engine: 'sqlite' })
  })

  test('before the set-up, the sign-in says how to get in', async () => {
    await portal.visit(async (page) => {
      await page.goto('/account')
      await page.getByRole('heading', { name: 'Not set up yet' }).waitFor()
      await assertAccessible(page)
    })
  })

  test('set up, sign in, sign out', async () => {
    const link = await setUpLink(portal.server)
    await portal.visit(async (page) => {
      await page.goto(link)
      await assertAccessible(page)
      await page.getByRole('button', { name: 'Create the administrator' }).click()
      assert.equal(await page.getByLabel('Name').getAttribute('aria-invalid'), 'true')
      await page.locator('[name=name]:focus').waitFor()

      await setUp(page, link)
      await page.getByText('You are the administrator now').waitFor()
      assert.equal(await page.getByLabel('E-mail').inputValue(), administrator.email)
      await assertAccessible(page)

      await page.getByLabel('Password', { exact: true }).fill('Wrong-password-1234')
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.getByRole('alert').getByText('Signing in failed').waitFor()
      await assertAccessible(page)

      await signIn(page)
      await page.getByRole('heading', { name: 'Home' }).waitFor()
      assert.equal(await page.title(), 'Home · Portico')
      await assertAccessible(page)

      await page.getByRole('button', { name: `Account of ${administrator.name}` }).click()
      await page.getByRole('menuitem', { name: 'Sign out' }).click()
      await page.waitForURL('**/sign-in/*')
      await page.goto('/')
      await page.waitForURL('**/sign-in/*')
    })
  })
})
