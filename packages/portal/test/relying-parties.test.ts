import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { listApplicationRoles } from '@portico/server/modules/applications/application-roles/list-application-roles.ts'
import { grantUserApplicationRole } from '@portico/server/modules/directory/assignments/grant-user-application-role.ts'
import { revokeUserApplicationRole } from '@portico/server/modules/directory/assignments/revoke-user-application-role.ts'
import { createRelyingParty } from '@portico/server/modules/relying-parties/registrations/create-relying-party.ts'
import { getRelyingParty } from '@portico/server/modules/relying-parties/registrations/get-relying-party.ts'
import type { RelyingPartyScope } from '@portico/server/modules/relying-parties/registrations/relying-party.ts'
import { updateRelyingParty } from '@portico/server/modules/relying-parties/registrations/update-relying-party.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import type { Page } from 'playwright-core'
import { assertAccessible } from './support/accessibility.ts'
import type { Visit } from './support/browser.ts'
import { grantRole, visitsOfAdministrator, visitsOfMember } from './support/members.ts'
import { startPortal, type TestPortal } from './support/portal.ts'
import { freePort, startSample } from './support/sample-program.ts'

const path = '/sign-in-applications'
const callback = 'http://localhost:3000/callback'

describe('sign-in applications in the portal', () => {
  let portal: TestPortal
  let visit: Visit
  before(async () => {
    portal = await startPortal({ sample: true })
    visit = await visitsOfAdministrator(portal)
  })

  const read = (key: string) => getRelyingParty(portal.server.context, portal.server.system, key)
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
  const keyIn = (page: Page): string => /sign-in-applications\/([\w-]{36})/.exec(page.url())?.[1] ?? ''
  const pick = async (page: Page, name: string, option: string): Promise<void> => {
    await page.getByRole('combobox', { name }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }

  test('adds a web application: its type first, then its secret once, then all that connects it', async () => {
    await visit(async (page) => {
      await page.goto(path)
      await page.getByText('No sign-in applications yet').waitFor()
      await assertAccessible(page)
      await page.getByRole('link', { name: 'Create application' }).first().click()
      await page.getByText('Type of application').waitFor()
      await assertAccessible(page)
      await page.getByRole('button', { name: /^Web application/ }).click()
      await button(page, 'Create application').click()
      await page.getByText('Enter at least one URL.').waitFor()
      await field(page, 'Name').fill('Web shop')
      await field(page, 'Redirect URLs, one per line').fill('http://shop.example.com/callback')
      await button(page, 'Create application').click()
      // The server's own rule, at the field that it names
      await page.getByText('http is for localhost').waitFor()
      await field(page, 'Redirect URLs, one per line').fill(`${callback}\n`)
      await assertAccessible(page)
      await button(page, 'Create application').click()

      await page.getByText('Copy the secret now').waitFor()
      const { clientId, secrets } = await read(keyIn(page))
      const shown = await page.getByText(/^ptcs_/).innerText()
      assert.equal(shown.slice(-4), secrets[0]?.lastFour)
      await assertAccessible(page)
      await button(page, 'I have stored the secret').click()
      await page.getByText('Users can sign in to this application.').waitFor()
      await page.getByText(clientId, { exact: true }).first().waitFor()
      const snippet = page.getByRole('region', { name: 'Express snippet' })
      const text = await snippet.innerText()
      for (const part of [clientId, callback, "app.get('/callback'", 'app.listen(3000)', 'allowInsecureRequests']) {
        assert.ok(text.includes(part), part)
      }
      assert.ok(!text.includes(shown))
      await assertAccessible(page)
      await page.goto(`${page.url().replace(/\/$/, '')}/credentials`)
      await page.getByText('The secret was shown once').waitFor()
    })
  })

  test('changes settings, who may use it and secrets, then deactivates and deletes it', async () => {
    const { context, system } = portal.server
    const { key } = await createRelyingParty(context, system, { name: 'Field', type: 'web', redirectUris: [callback] })
    await visit(async (page) => {
      await page.goto(`${path}/${key}?part=settings`)
      // Nothing that is chosen is cut off in a narrow window.
      await page.setViewportSize({ width: 390, height: 844 })
      await page.getByText('In OpenID Connect: client_secret_basic').waitFor()
      const chosen = "[...document.querySelectorAll('input[aria-haspopup=listbox]')]"
      const cut = `${chosen}.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.value)`
      assert.ok(((await page.evaluate(`${chosen}.length`)) as number) > 1)
      assert.deepEqual(await page.evaluate(cut), [])
      await page.setViewportSize({ width: 1280, height: 800 })
      await field(page, 'Back-channel logout URL').fill('ftp://field.example.com/logout')
      await pick(page, 'Users', 'Development')
      await page.getByRole('checkbox', { name: 'Allow refresh tokens' }).check()
      await button(page, 'Save').click()
      await page.getByText('must be https').first().waitFor()
      assert.equal(await field(page, 'Back-channel logout URL').getAttribute('aria-invalid'), 'true')
      await field(page, 'Back-channel logout URL').fill('https://field.example.com/logout')
      await page.getByRole('combobox', { name: 'Asset whose end-user roles' }).click()
      await page.getByRole('option').first().click()
      await assertAccessible(page)
      await button(page, 'Save').click()
      await page.getByText('Field saved').waitFor()
      const saved = await read(key)
      assert.ok(saved.assetKey)
      assert.deepEqual(saved.scopes.toSorted(), ['email', 'offline_access', 'openid', 'profile', 'roles'])
      assert.equal(saved.backChannelLogoutUri, 'https://field.example.com/logout')

      await page.getByRole('link', { name: 'Access', exact: true }).click()
      await page.getByRole('radio', { name: 'Users with an end-user role' }).check()
      await button(page, 'Save').click()
      await page.getByText('Choose at least one role.').waitFor()
      await page.getByRole('combobox', { name: 'End-user roles' }).click()
      await page.getByRole('option').first().click()
      await page.keyboard.press('Escape')
      await page.getByRole('checkbox', { name: 'Limit the identity providers' }).check()
      await page.getByRole('checkbox', { name: 'Built-in' }).check()
      await field(page, 'Minutes until users must sign in again').fill('30')
      await assertAccessible(page)
      await button(page, 'Save').click()
      await page.getByText('Access to').waitFor()
      await page.locator('button[type=submit][aria-disabled=true]:not([data-loading])').waitFor()
      const { allowedUsers, identityProviderKeys, maxSignInAgeMinutes } = await read(key)
      assert.equal(allowedUsers.applicationRoleKeys?.length, 1)
      assert.equal(identityProviderKeys?.length, 1)
      assert.equal(maxSignInAgeMinutes, 30)
      // What somebody else changes meanwhile is not overwritten.
      await updateRelyingParty(context, system, key, { maxSignInAgeMinutes: 60 })
      await page.getByRole('checkbox', { name: 'Require a second factor' }).check()
      await field(page, 'Minutes until users must sign in again').fill('45')
      await button(page, 'Save').click()
      // By the field's own label
      const conflict = page.getByRole('alert').first()
      await conflict.getByText('Minutes until users must sign in again', { exact: true }).waitFor()
      assert.equal((await read(key)).maxSignInAgeMinutes, 60)

      await page.goto(`${path}/${key}`)
      await button(page, 'Generate new secret').first().click()
      // As in the API, where a request says nothing of it
      await page.getByText('Nobody can sign in until the application has the new secret').waitFor()
      await page.getByText('If programs still use it').waitFor()
      await page.getByRole('dialog').getByRole('button', { name: '1 day', exact: true }).click()
      await page.getByText('Both secrets work during this time').waitFor()
      await assertAccessible(page)
      await page.getByRole('dialog').getByRole('button', { name: 'Generate new secret' }).click()
      await page.getByText('Copy the secret now').waitFor()
      await button(page, 'I have stored the secret').click()
      await page
        .getByRole('button', { name: /^End now: / })
        .last()
        .click()
      await page.getByRole('dialog').getByRole('button', { name: 'End now' }).click()
      await page.getByText('The secret has ended').waitFor()
      assert.equal((await read(key)).secrets.length, 1)

      await button(page, 'Deactivate').click()
      await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click()
      await page.getByText('Nobody can sign in to this application.').waitFor()
      await button(page, 'Delete').click()
      await page.getByRole('dialog').getByRole('textbox').fill('Field')
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
      await page.waitForURL(`**${path}`)
      await assert.rejects(read(key))
    })
  })

  test('signs people in to the two samples, once for both, and out again', async () => {
    const { context, system } = portal.server
    const [expressPort, pagePort] = [await freePort(), await freePort()]
    const [express, singlePage] = [`http://localhost:${expressPort}/`, `http://localhost:${pagePort}/`]
    const [role] = (await listApplicationRoles(context, system, { nameContains: 'Support agent' })).results
    const environmentKey = role?.environmentKey ?? ''
    const asset = { assetKey: role?.assetKey ?? '', environmentKey }
    const scopes: RelyingPartyScope[] = ['openid', 'profile', 'email', 'groups', 'roles']
    const web = await createRelyingParty(context, system, {
      ...asset,
      name: 'Sample with Express',
      type: 'web',
      redirectUris: [`${express}callback`],
      postLogoutRedirectUris: [express],
      allowsRefreshTokens: true,
      scopes: [...scopes, 'offline_access'],
    })
    const addresses = { redirectUris: [singlePage], postLogoutRedirectUris: [singlePage] }
    const browser = { ...asset, ...addresses, name: 'Sample of a single page', type: 'single-page' as const, scopes }
    const { clientId } = await createRelyingParty(context, system, browser)
    const name = 'Grace <b>Hopper</b> & Söhne'
    const user = await createPasswordUser(portal.server, { name })
    await grantRole(portal.server, user.key, 'Administrator')
    await grantUserApplicationRole(context, system, { key: user.key, roleKey: role?.key ?? '' })
    const ISSUER = `${portal.url}/identity`
    await Promise.all([
      startSample('sign-in-express/server.ts', {
        ISSUER,
        CLIENT_ID: web.clientId,
        CLIENT_SECRET: web.clientSecret ?? '',
        SCOPE: [...scopes, 'offline_access'].join(' '),
        PORT: String(expressPort),
      }),
      startSample('sign-in-single-page/serve.ts', {
        ISSUER,
        CLIENT_ID: clientId,
        SCOPE: scopes.join(' '),
        PORT: String(pagePort),
      }),
    ])

    const elsewhere = [/^asked another host: http:\/\/localhost:/, /the server responded with a status of 403/]
    await portal.visit(
      async (page) => {
        await page.goto(express)
        await page.getByRole('link', { name: 'Sign in' }).click()
        await page.getByText('Sample with Express').waitFor()
        await page.getByLabel('E-mail').fill(user.email)
        await page.getByLabel('Password', { exact: true }).fill(goodPassword)
        await button(page, 'Sign in').click()
        await page.getByText(`Signed in as ${name} (${user.email})`).waitFor()
        await page.getByText('Roles: Support agent').waitFor()
        // What holds now is told by a refresh.
        await revokeUserApplicationRole(context, system, { key: user.key, roleKey: role?.key ?? '' })
        await button(page, 'Refresh').click()
        await page.getByText('Roles: none').waitFor()

        // Known already: nothing is asked.
        await page.goto(singlePage)
        await button(page, 'Sign in').click()
        await page.getByText(`Signed in as ${name}`).waitFor()
        await page.getByText('Roles: none').waitFor()
        assert.equal(page.url(), singlePage)
        await page.reload()
        await button(page, 'Sign out').click()
        await button(page, 'Sign in').waitFor()
        assert.equal(page.url(), singlePage)

        // The end of the session ends what the other sample may know.
        await page.goto(express)
        await button(page, 'Refresh').click()
        await page.getByRole('alert').getByText('invalid_grant').waitFor()
        await page.getByRole('link', { name: 'Sign in' }).click()
        await page.getByLabel('E-mail').waitFor()
      },
      { expected: elsewhere },
    )
  })

  test('shows nothing to who does not manage authentication', async () => {
    const other = await visitsOfMember(portal, 'User and access management > Manage API clients')
    await other(async (page) => {
      await page.goto(path)
      await page.getByText('Manage authentication').first().waitFor()
      assert.equal(await page.getByRole('link', { name: 'Sign-in applications' }).count(), 0)
    })
  })
})
