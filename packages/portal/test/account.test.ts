import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { codeOf, createPasswordUser } from '@portico/testing/password-users.ts'
import { testClock } from '@portico/testing/server.ts'
import { sessionOf } from '@portico/testing/signed-in-members.ts'
import type { Page } from 'playwright-core'
import { assertAccessible } from './support/accessibility.ts'
import type { Visit } from './support/browser.ts'
import { grantRole, visitsOf } from './support/members.ts'
import { administrator, signIn, startPortal, type TestPortal } from './support/portal.ts'
import { addVirtualAuthenticator } from './support/virtual-authenticator.ts'

const clock = testClock()
const newPassword = 'Another-good-staple-8'

describe('the account page', () => {
  let portal: TestPortal
  let userKey: string
  before(async () => {
    portal = await startPortal({ clock })
    userKey = (await createPasswordUser(portal.server, administrator)).key
    await grantRole(portal.server, userKey, 'Administrator')
  })

  /** Every test has sessions of its own: it ends some. */
  const visitSignedIn: Visit = async (work, options) =>
    visitsOf(portal, await sessionOf(portal.server, portal.server.organizationKey, userKey))(work, options)

  const openAccount = async (page: Page): Promise<void> => {
    await page.goto('/account')
    await page.getByRole('heading', { name: 'Your account' }).waitFor()
    await page.getByText('This session').waitFor()
  }

  const signOut = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: `Account of ${administrator.name}` }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByLabel('E-mail').waitFor()
  }

  const submitPassword = async (page: Page): Promise<void> => {
    await page.getByLabel('E-mail').fill(administrator.email)
    await page.getByLabel('Password', { exact: true }).fill(administrator.password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  }

  test('a passkey is added, renamed, signs in, and is removed', async () => {
    await visitSignedIn(async (page) => {
      await addVirtualAuthenticator(page)
      await openAccount(page)
      await assertAccessible(page)

      await page.getByRole('button', { name: 'Edit', exact: true }).click()
      const photo = page.getByRole('dialog').getByLabel('Address of a photo')
      await photo.fill('ftp://photos.example/ada.png')
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
      await page.getByText('must be an http or https URL').waitFor()
      await assertAccessible(page)
      await photo.fill('https://photos.example/ada.png')
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
      await page.getByText('Your profile was saved.').waitFor()

      await page.getByRole('button', { name: 'Add a passkey' }).click()
      await page.getByRole('dialog').getByLabel('Name').fill('Laptop')
      await assertAccessible(page)
      await page.getByRole('button', { name: 'Go on' }).click()
      await page.getByRole('button', { name: 'Rename Laptop' }).click()
      await page.getByRole('dialog').getByLabel('Name').fill('Old laptop')
      await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
      await page.getByText('Old laptop', { exact: true }).waitFor()

      await signOut(page)
      await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
      await page.getByRole('navigation', { name: 'Portal' }).waitFor()
      await openAccount(page)
      await page.getByText('with a passkey').waitFor()

      await page.getByRole('button', { name: 'Remove Old laptop' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
      await page.getByText('You have none yet.').waitFor()
    })
  })

  test('an authenticator app asks for its code at the next sign-in, and a recovery code takes its place', async () => {
    await visitSignedIn(async (page) => {
      await openAccount(page)
      await page.getByRole('button', { name: 'Set up' }).click()
      await page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor()
      await assertAccessible(page)
      const secret = await page.getByRole('dialog').locator('code').innerText()

      await page.getByLabel('Code', { exact: true }).fill('000000')
      await page.getByRole('button', { name: 'Turn it on' }).click()
      await page.getByText('Incorrect code. Check the time of the device').waitFor()
      await page.getByLabel('Code', { exact: true }).fill(codeOf(secret, clock.now()))
      await page.getByRole('button', { name: 'Turn it on' }).click()
      const listed = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
      await listed.first().waitFor()
      const codes = await listed.allInnerTexts()
      assert.equal(new Set(codes).size, codes.length)
      await assertAccessible(page)
      await page.getByRole('button', { name: 'I have stored them' }).click()
      await page.getByText(`${codes.length} recovery codes left`).waitFor()

      await signOut(page)
      await submitPassword(page)
      await page.getByRole('heading', { name: 'Enter a code' }).waitFor()
      await assertAccessible(page)
      clock.advance(30_000)
      await page.getByLabel('Code').fill(codeOf(secret, clock.now()))
      await page.getByRole('button', { name: 'Go on' }).click()
      await page.getByRole('navigation', { name: 'Portal' }).waitFor()

      await signOut(page)
      await submitPassword(page)
      await page.getByLabel('Code').fill(codes[0] ?? '')
      await page.getByRole('button', { name: 'Go on' }).click()
      await page.getByRole('navigation', { name: 'Portal' }).waitFor()
      await openAccount(page)
      await page.getByText(`${codes.length - 1} recovery codes left`).waitFor()

      await page.getByRole('button', { name: 'Remove', exact: true }).click()
      await page.getByLabel('Your password').fill(administrator.password)
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
      await page.getByRole('button', { name: 'Set up' }).waitFor()
    })
  })

  test('another session can be ended, and a new password ends all others', async () => {
    await visitSignedIn(async (other) => {
      await visitSignedIn(async (page) => {
        await openAccount(page)
        const others = page.getByRole('button', { name: 'End the session of' })
        for (let left = await others.count(); left > 0; left--) {
          await others.first().click()
          await page.getByRole('dialog').getByRole('button', { name: 'End the session' }).click()
          await others.nth(left - 1).waitFor({ state: 'detached' })
        }
        await other.goto('/account')
        await signIn(other)
        await openAccount(other)

        await page.getByRole('button', { name: 'Change the password' }).click()
        const dialog = page.getByRole('dialog')
        await dialog.getByLabel('Current password', { exact: true }).fill('Not-the-password-1')
        await dialog.getByLabel('New password', { exact: true }).fill(newPassword)
        await dialog.getByRole('button', { name: 'Change the password' }).click()
        await page.locator('[name=current-password]:focus').waitFor()
        await assertAccessible(page)
        await dialog.getByLabel('Current password', { exact: true }).fill(administrator.password)
        await dialog.getByRole('button', { name: 'Change the password' }).click()
        await page.getByText('Your password was changed.').waitFor()
        await other.reload()
        await other.getByLabel('E-mail').waitFor()
      })
    })
  })
})
