import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { listOrganizationRoleUsers } from '@portico/server/modules/directory/assignments/list-organization-role-users.ts'
import { revokeUserOrganizationRole } from '@portico/server/modules/directory/assignments/revoke-user-organization-role.ts'
import { createUser } from '@portico/server/modules/directory/users/create-user.ts'
import { listUsers } from '@portico/server/modules/directory/users/list-users.ts'
import { listOrganizationRoles } from '@portico/server/modules/members/organization-roles/list-organization-roles.ts'
import { createRelyingParty } from '@portico/server/modules/relying-parties/registrations/create-relying-party.ts'
import { mailTextsTo } from '@portico/testing/mail-texts.ts'
import { createPasswordUser } from '@portico/testing/password-users.ts'
import { createSignInExamples } from '@portico/testing/sign-in-examples.ts'
import { sessionOf } from '@portico/testing/signed-in-members.ts'
import { assertAccessible } from './support/accessibility.ts'
import { answerDialog, button, choose } from './support/actions.ts'
import type { Visit } from './support/browser.ts'
import { grantRole, visitsOfAdministrator, visitsOfMember } from './support/members.ts'
import { startPortal, type TestPortal } from './support/portal.ts'

const hostile = `<script>alert(1)</script>"'&evil 🦊 ${'n'.repeat(200)}`

describe('users', () => {
  let portal: TestPortal
  let visit: Visit
  let userKeyOf: (name: string) => Promise<string>

  before(async () => {
    portal = await startPortal({ sample: true })
    visit = await visitsOfAdministrator(portal)
    const { context, system } = portal.server
    userKeyOf = async (name) => {
      const { results } = await listUsers(context, system, { nameOrEmailContains: name, limit: 1 })
      return results[0]?.key ?? ''
    }
  })

  test('have room for longer words: in Portuguese, parts stand in one row and a search field shows its hint whole', async () => {
    const { results } = await listUsers(portal.server.context, portal.server.system, { limit: 1 })
    await visit(
      async (page) => {
        await page.goto(`/users/${results[0]?.key}`)
        await page.getByRole('link', { name: 'Resumo' }).waitFor()
        const tops = await page
          .locator('[data-part]')
          .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top))
        assert.equal(tops.length, 7)
        assert.equal(new Set(tops).size, 1, tops.join())
        await page.setViewportSize({ width: 390, height: 844 })
        await page.goto('/users')
        const search = page.getByRole('searchbox')
        await search.waitFor()
        // As a value, the hint takes the same room.
        await search.fill((await search.getAttribute('placeholder')) ?? '')
        assert.ok(await search.evaluate((field) => field.scrollWidth <= field.clientWidth))
      },
      { locale: 'pt-PT' },
    )
  })

  test('are invited with everything that they are to have, and again', async () => {
    await visit(async (page) => {
      await page.goto('/users')
      await page.getByRole('link', { name: 'Invite' }).click()
      await button(page, 'Invite').click()
      await page.getByText('Enter an e-mail address.').waitFor()
      await page.locator('[inputmode="email"]:focus').waitFor()
      await page.getByRole('textbox', { name: 'E-mail' }).fill('ada.bauer@example.org')
      await button(page, 'Invite').click()
      await page.getByText('A user with this e-mail exists already').waitFor()
      await page.getByRole('link', { name: 'Open the user' }).waitFor()
      assert.equal(await page.getByRole('button', { name: 'Send invitation again' }).count(), 0)

      await page.getByRole('textbox', { name: 'E-mail' }).fill('new.person@example.com')
      await page.getByLabel('Name').fill('New Person')
      await choose(page, 'Organization role', 'Developer')
      await page.getByLabel('Some assets only').check()
      await choose(page, 'Assets', 'Expense Claims')
      await button(page, 'Last day: choose a day').click()
      await button(page, 'Next month').click()
      await page.getByRole('button', { name: /^28 / }).click()
      await choose(page, 'End-user groups', 'Support · Test')
      await page.getByRole('combobox', { name: 'End-user roles in Development' }).fill('expense')
      await page.getByRole('option', { name: 'Auditor · Expense Claims' }).click()
      await page.keyboard.press('Escape')
      await page.getByText('kept with its link and code in the mailbox').waitFor()
      await assertAccessible(page)
      await button(page, 'Invite').click()

      await page.getByRole('heading', { name: 'New Person' }).waitFor()
      await page.getByText('Invited', { exact: true }).waitFor()
      await page.getByRole('link', { name: 'Organization access' }).click()
      await page.getByRole('row', { name: /Developer Expense Claims Until 28 \w+ \d{4}/ }).waitFor()
      await page.getByRole('link', { name: 'End-user access' }).click()
      await page.getByRole('row', { name: /Auditor Expense Claims Development Granted directly/ }).waitFor()
      await page.getByRole('row', { name: /Support agent Customer Portal Test Group Support/ }).waitFor()

      await button(page, 'Send invitation again').click()
      await answerDialog(page, 'Send again')
      await page.getByText('gets a new invitation').waitFor()
      await button(page, 'Copy an invitation link').click()
      await button(page, 'Create a link').click()
      await page.getByText('/accept-invitation#token=shown-').waitFor()
      await page.keyboard.press('Escape')

      // Invited once more, in another spelling: the form offers to send it again.
      await page.goto('/users/invite')
      // By Tab alone no list opens over the fields below.
      const role = page.getByRole('combobox', { name: 'Organization role' })
      await role.focus()
      assert.equal(await role.getAttribute('aria-expanded'), 'false')
      await page.getByRole('textbox', { name: 'E-mail' }).fill('NEW.person@example.com')
      await button(page, 'Invite').click()
      await page.getByText('Invited already', { exact: true }).waitFor()
      await assertAccessible(page)
      await button(page, 'Send invitation again').click()
      await answerDialog(page, 'Send again')
      await page.getByRole('heading', { name: 'New Person' }).waitFor()
      const mails = await mailTextsTo(portal.server, 'new.person@example.com')
      assert.equal(mails.length, 3)
      for (const mail of mails) assert.match(mail, /\nAda Admin has invited you to Portico\. /)

      const { context, system } = portal.server
      const key = new URL(page.url()).pathname.split('/').at(-1) ?? ''
      const actor = { ...system.actor, type: 'user' as const, key, name: 'New Person' }
      const application = { name: 'Of New Person', type: 'web' as const, redirectUris: ['https://app.example/back'] }
      await createRelyingParty(context, { ...system, actor }, application)
      await grantRole(portal.server, key, 'Administrator')
      await button(page, 'Offboard').click()
      await page.getByRole('checkbox', { name: 'Revoke 2 organization roles' }).waitFor()
      await page.getByText(/^Of New Person \(secret that ends with \S{4}\)$/).waitFor()
      await page.getByText('Support (Test)').waitFor()
      await page.getByText('Programs that use a secret or key which ends need a new one.').waitFor()
      await page.getByText('New Person is an Administrator, and has every permission in every stage.').waitFor()
      await assertAccessible(page)
      await page.getByRole('checkbox', { name: 'Revoke 2 organization roles' }).uncheck()
      await page.getByRole('dialog').getByRole('button', { name: 'Offboard', exact: true }).click()
      await page.getByText('New Person is offboarded').waitFor()
      await page.getByText('1 secret or public key of a sign-in application ended').waitFor()
      await page.getByRole('dialog').locator('button:focus', { hasText: 'Close' }).waitFor()
      await page.keyboard.press('Escape')
      await page.getByText('Inactive', { exact: true }).waitFor()
      // What was left out is said, and can still be done. Then nothing is.
      await page.locator('[data-life-step]', { hasText: 'Revoke 2 organization roles' }).waitFor()
      await button(page, 'Offboard').click()
      await page.getByRole('dialog').getByRole('button', { name: 'Offboard', exact: true }).click()
      await page.getByText('2 organization roles revoked').waitFor()
      await page.keyboard.press('Escape')
      const offboard = page.getByRole('button', { name: 'Offboard', exact: true, disabled: true })
      await offboard.and(page.getByRole('button', { description: 'Nothing is left to remove.' })).waitFor()
    })
  })

  test('without a way to sign in are invited, or allowed a password', async () => {
    const { context, system } = portal.server
    const emails = ['invitee@no-sign-in.example', 'password@no-sign-in.example']
    const [invitee, other] = await Promise.all(emails.map((email) => createUser(context, system, { email })))
    await visit(async (page) => {
      await page.goto(`/users/${invitee?.key}`)
      await page.getByText('No profile yet: invite the user').waitFor()
      await button(page, 'Invite').click()
      await answerDialog(page, 'Invite')
      await page.getByText('Invited', { exact: true }).waitFor()
      assert.equal((await mailTextsTo(portal.server, emails[0] ?? '')).length, 1)

      await page.goto(`/users/${other?.key}`)
      await page.getByLabel('Parts of this page').getByRole('link', { name: 'Sign-in' }).click()
      await button(page, 'Allow a password').click()
      await assertAccessible(page)
      await answerDialog(page, 'Allow')
      await button(page, 'Send a password reset').waitFor()
      assert.equal(await page.getByRole('button', { name: 'Invite', exact: true }).count(), 0)
    })
  })

  test('are granted and lose roles and memberships, and see where each comes from', async () => {
    const key = await userKeyOf('Björn Bauer')
    await visit(async (page) => {
      await page.goto(`/users/${key}`)
      await page.getByRole('cell', { name: 'bjorn.bauer@example.org' }).waitFor()
      // Who is made with the first start has signed in before it.
      await page.getByText('The audit trail begins after the last sign-in').waitFor()
      await assertAccessible(page)

      await page.getByRole('link', { name: 'Organization access' }).click()
      await page.getByText('No organization role').waitFor()
      await button(page, 'Grant a role').click()
      await choose(page, 'Organization role', 'Developer')
      await assertAccessible(page)
      await answerDialog(page, 'Grant')
      await page.getByRole('row', { name: /Developer The whole organization Without end/ }).waitFor()
      await assertAccessible(page)
      await button(page, 'Revoke Developer for The whole organization').click()
      await answerDialog(page, 'Revoke')
      await page.getByText('No organization role').waitFor()

      await page.getByRole('link', { name: 'End-user access' }).click()
      await button(page, 'Grant roles').click()
      await choose(page, 'End-user roles in Production', 'Dispatcher · Field Service')
      await page.keyboard.press('Escape')
      await answerDialog(page, 'Grant')
      await page.getByRole('row', { name: /Dispatcher Field Service Production Granted directly/ }).waitFor()
      await assertAccessible(page)

      await page.getByRole('link', { name: 'Groups', exact: true }).click()
      await button(page, 'Add to groups').click()
      await choose(page, 'End-user groups', 'Operations · Production')
      await page.keyboard.press('Escape')
      await answerDialog(page, 'Add')
      await page.getByRole('row', { name: /Operations Production Assigned/ }).waitFor()
      await assertAccessible(page)

      await page.getByRole('link', { name: 'End-user access' }).click()
      await page.getByRole('row', { name: /Dispatcher .* Granted directly ?Group Operations assigned/ }).waitFor()
      await button(page, 'Revoke Dispatcher of Field Service in Production').click()
      await page.getByRole('dialog').getByText('keeps the role through Operations').waitFor()
      await answerDialog(page, 'Revoke')
      await page.getByRole('row', { name: /Dispatcher Field Service Production Group Operations assigned/ }).waitFor()

      await page.getByRole('link', { name: 'Activity' }).click()
      await page
        .getByRole('row', { name: /End-user role: revoked .*Dispatcher · Field Service · Production/ })
        .waitFor()
      await assertAccessible(page)
    })
  })

  test('are edited, deactivated, activated and deleted', async () => {
    const key = await userKeyOf('Chiara Bauer')
    await visit(async (page) => {
      await page.goto(`/users/${key}`)
      await button(page, 'Edit').click()
      // What is too long is kept and refused, not cut.
      await page.getByLabel('Name').fill('')
      await page.getByLabel('Name').focus()
      await page.keyboard.insertText('x'.repeat(300))
      await button(page, 'Save').click()
      await page.getByText('It must have at most 256 characters.').waitFor()
      assert.equal((await page.getByLabel('Name').inputValue()).length, 300)
      await page.getByLabel('Photo URL').fill('no address')
      await page.getByLabel('Name').fill(hostile)
      await button(page, 'Save').click()
      await page.getByText('must be an http or https URL').waitFor()
      // A photo is kept, and never asked of the other host: the visit would fail.
      await page.getByLabel('Photo URL').fill('https://example.com/chiara.png')
      await answerDialog(page, 'Save')
      await page.getByRole('heading', { level: 1, name: hostile.slice(0, 60) }).waitFor()
      await page.getByText('https://example.com/chiara.png').waitFor()
      await page.locator('button:focus', { hasText: 'Edit' }).waitFor()
      await assertAccessible(page)

      await button(page, 'Deactivate').click()
      await answerDialog(page, 'Deactivate')
      await page.getByText('Inactive', { exact: true }).waitFor()
      await button(page, 'Activate').click()
      await answerDialog(page, 'Activate')
      await page.getByText('Active', { exact: true }).waitFor()

      await page.goto('/users?search=script')
      await page.getByRole('link', { name: hostile.slice(0, 60) }).click({ position: { x: 4, y: 4 } })
      await button(page, 'Delete').click()
      const remove = page.getByRole('dialog').getByRole('button', { name: 'Delete' })
      assert.ok(await remove.isDisabled())
      await page.getByRole('dialog').getByRole('textbox').fill(hostile)
      await answerDialog(page, 'Delete')
      await page.getByRole('heading', { name: 'Users' }).waitFor()
      await page.goto(`/users/${key}`)
      await page.getByRole('heading', { name: 'Nothing is here' }).waitFor()
    })
  })

  test('of whom a member sees only what their permissions allow', async () => {
    const developmentKey = portal.server.environments[0]?.key ?? ''
    const visitAsViewer = await visitsOfMember(portal, {
      name: 'End-user management > View end users',
      environmentKeys: [developmentKey],
    })
    const key = await userKeyOf('Ada Almeida')
    await visitAsViewer(async (page) => {
      await page.goto('/users')
      await page.getByRole('link', { name: 'Ada Almeida' }).waitFor()
      assert.equal(await page.getByRole('link', { name: 'Invite' }).count(), 0)
      // Nothing is changed with who is selected, but they are exported.
      await page.getByRole('checkbox', { name: 'Select Ada Almeida' }).check()
      await button(page, 'Export').waitFor()
      assert.equal(await button(page, 'Actions').count(), 0)
      await page.goto(`/users/${key}?part=organization-access`)
      await page.getByRole('heading', { name: 'Profile' }).waitFor()
      assert.equal(await button(page, 'Delete').count(), 0)
      assert.equal(await page.getByRole('link', { name: 'Organization access' }).count(), 0)
      await page.getByRole('link', { name: 'End-user access' }).click()
      await page
        .getByRole('row', { name: /Customer Portal Development/ })
        .first()
        .waitFor()
      assert.equal(await page.getByRole('button', { name: /Revoke|Grant/ }).count(), 0)
      for (const path of ['/users/invite', '/users/import']) {
        await page.goto(path)
        await page.getByText('User and access management > Manage users').waitFor()
      }
    })
  })

  test('show how they sign in: sessions are ended, factors removed, a link is sent', async () => {
    const { key, email } = await createPasswordUser(portal.server)
    await createSignInExamples(portal.server, { sessionOf: key, factorsOf: key })
    await sessionOf(portal.server, portal.server.organizationKey, key, 'passkey')
    await visit(async (page) => {
      await page.goto(`/users/${key}?part=sign-in`)
      const sessions = page.getByRole('list', { name: 'Sessions' }).getByRole('listitem')
      await sessions.getByText('with the password from 192.0.2.1').waitFor()
      await sessions.getByText('with a passkey from 127.0.0.1').waitFor()
      await page.getByText('Set up').waitFor()
      await assertAccessible(page)
      await sessions.filter({ hasText: '192.0.2.1' }).getByRole('button').click()
      await page.getByRole('dialog').getByText('An e-mail tells them').waitFor()
      await assertAccessible(page)
      await answerDialog(page, 'End the session')
      await sessions.filter({ hasText: '192.0.2.1' }).waitFor({ state: 'hidden' })
      assert.equal(await sessions.count(), 1)
      await button(page, 'End all').click()
      await answerDialog(page, 'End all')
      await page.getByText('The user is signed in nowhere').waitFor()

      await button(page, 'Remove Example passkey').click()
      await page.getByRole('dialog').getByText('All sessions of the user end').waitFor()
      await answerDialog(page, 'Remove')
      await page.getByRole('list', { name: 'Passkeys' }).waitFor({ state: 'hidden' })
      await button(page, 'Remove the app').click()
      await page.getByRole('dialog').getByText('the recovery codes stop working').waitFor()
      await answerDialog(page, 'Remove')
      await button(page, 'Remove the app').waitFor({ state: 'hidden' })
      await button(page, 'Send a password reset').click()
      await page.getByRole('dialog').getByText(email).waitFor()
      await answerDialog(page, 'Send')
      await page.getByText('gets a link for a new password').waitFor()
      const mails = await mailTextsTo(portal.server, email)
      assert.equal(mails.length, 5, mails.join())

      await page.getByRole('link', { name: 'Activity' }).click()
      await page
        .getByRole('row', { name: /User: sessions ended .*Ada Admin/ })
        .first()
        .waitFor()
      await page.goto(`/users/${await userKeyOf('Ada Admin')}?part=sign-in`)
      await page.getByText('This is you').waitFor()
      await assertAccessible(page)
    })
  })

  test('who hold more than the member are not deactivated, and roles give no more: with the reason', async () => {
    const manager = await visitsOfMember(
      portal,
      'User and access management > Manage users',
      'User and access management > Manage organization roles',
      'User and access management > Manage member access',
    )
    const key = await userKeyOf('Ada Admin')
    await manager(async (page) => {
      await page.goto(`/users/${key}`)
      const deactivate = page.locator('button[aria-disabled]', { hasText: 'Deactivate' })
      await deactivate.focus()
      const reason = /This user holds .*Manage API clients.*, which you do not hold/
      await page.getByRole('tooltip').getByText(reason).waitFor()
      assert.match((await deactivate.ariaSnapshot()) ?? '', /Deactivate/)
      await deactivate.press('Enter')
      assert.equal(await page.getByRole('dialog').count(), 0)
      await assertAccessible(page)
      await page.getByRole('link', { name: 'Sign-in' }).last().press('Enter')
      await button(page, 'End all').focus()
      await page.getByRole('tooltip').getByText(reason).waitFor()
      for (const name of [/^End the session/, 'End all', 'Allow a password', 'Invite']) {
        const guarded = page.getByRole('button', { name }).first()
        assert.equal(await guarded.getAttribute('aria-disabled'), 'true', String(name))
      }
      await assertAccessible(page)
      await page.getByRole('link', { name: 'Organization access' }).press('Enter')
      const revoke = button(page, 'Revoke Administrator for The whole organization')
      await revoke.focus()
      await page.getByRole('tooltip').getByText(reason).waitFor()
      await revoke.press('Enter')
      assert.equal(await page.getByRole('dialog').count(), 0)
      await assertAccessible(page)
      await button(page, 'Grant a role').click()
      await choose(page, 'Organization role', 'Developer')
      await page.getByRole('dialog').getByText(reason).waitFor()
      await assertAccessible(page)
      await page.goto('/organization-roles/new')
      const locked = page.getByRole('checkbox', { name: 'Manage API clients' })
      await locked.focus()
      await locked.press('Space')
      assert.equal(await locked.isChecked(), false)
      await page.getByText('You do not hold Manage API clients, so you cannot give this.').waitFor()
      const free = page.getByRole('checkbox', { name: 'Manage users', exact: true })
      await free.press('Space')
      assert.equal(await free.isChecked(), true)
      await assertAccessible(page)
    })
  })

  test('keep their last Administrator, who is told why', async () => {
    const { context, system } = portal.server
    const roles = await listOrganizationRoles(context, system, {})
    const roleKey = roles.results.find(({ name }) => name === 'Administrator')?.key ?? ''
    const { results } = await listOrganizationRoleUsers(context, system, roleKey, {})
    for (const { key, name } of results) {
      if (name !== 'Ada Admin') await revokeUserOrganizationRole(context, system, { key, roleKey }, null)
    }
    await visit(async (page) => {
      await page.goto('/users?search=Ada+Admin')
      await page.getByRole('link', { name: 'Ada Admin' }).click()
      await button(page, 'Deactivate').click()
      await page.getByText('This is you').waitFor()
      await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click()
      await page.getByRole('alert').getByText('First make sure that another Administrator').waitFor()
      await assertAccessible(page)
    })
  })
})
