import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { codeInMail } from '@portico/testing/mail-texts.ts'
import { startSmtpServer, type TestSmtpServer } from '@portico/testing/smtp.ts'
import type { Page } from 'playwright-core'
import { getBrowserOrigins } from '../../server/src/modules/foundation/organizations/get-browser-origins.ts'
import { replaceBrowserOrigins } from '../../server/src/modules/foundation/organizations/replace-browser-origins.ts'
import { inviteUser } from '../../server/src/modules/sign-in/invitations/invite-user.ts'
import { assertAccessible } from './support/accessibility.ts'
import { answerDialog, button } from './support/actions.ts'
import { awkwardNames } from './support/awkward-names.ts'
import type { Visit } from './support/browser.ts'
import { visitsOfAdministrator, visitsOfMember } from './support/members.ts'
import { startPortal, type TestPortal } from './support/portal.ts'

describe('mail', () => {
  let portal: TestPortal
  let visit: Visit
  let smtp: TestSmtpServer
  before(async () => {
    smtp = await startSmtpServer()
    portal = await startPortal()
    visit = await visitsOfAdministrator(portal)
  })

  const fillServer = async (page: Page, port = smtp.port): Promise<void> => {
    await page.getByLabel('Server', { exact: true }).fill('127.0.0.1')
    await page.getByRole('combobox', { name: 'Encryption' }).click()
    await page.getByRole('option', { name: 'None' }).click()
    await page.getByLabel('Port', { exact: true }).fill(String(port))
    await page.getByLabel('Sender’s address').fill('portico@example.com')
    await button(page, 'Save').click()
    await page.getByText('No message has gone out through your SMTP server yet').waitFor()
  }
  const sendTest = async (page: Page): Promise<void> => {
    await page.getByLabel('Recipient').fill('ada@example.com')
    await button(page, 'Send test message').click()
  }

  // Another page of settings, in the browser that is here already
  test('origins of browser programs are named, and what is none is said at the field', async () => {
    await visit(async (page) => {
      await page.goto('/settings/browser-programs')
      const origins = page.getByLabel('Origins, one per line')
      await origins.fill('https://app.example.com\n*')
      await button(page, 'Save').click()
      await page.getByText('Line 2: write scheme and host, such as https://app.example.com, instead of *.').waitFor()
      await assertAccessible(page)
      await origins.fill('https://app.example.com\nhttp://localhost:5173\n')
      await button(page, 'Save').click()
      await page.getByText('Allowed origins saved').waitFor()
      const stored = async () => (await getBrowserOrigins(portal.server.context, portal.server.system)).origins
      assert.deepEqual(await stored(), ['https://app.example.com', 'http://localhost:5173'])

      // Somebody else changes them before the next change is saved: nothing of theirs is lost.
      const theirs = ['https://app.example.com', 'https://theirs.example.com']
      await replaceBrowserOrigins(portal.server.context, portal.server.system, { origins: theirs })
      await origins.fill('http://[::1]:3000')
      await button(page, 'Save').click()
      const conflict = page.getByRole('alert').filter({ hasText: 'Somebody else has changed this in the meantime' })
      await conflict.getByText('Allowed origins', { exact: true }).waitFor()
      assert.deepEqual(await stored(), theirs)
      // The next one says what is to be decided first, and after that saves it.
      await button(page, 'Save').click()
      await conflict.getByText('Decide which of the two is saved.').waitFor()
      await page.locator('button:focus', { hasText: 'Keep mine' }).waitFor()
      await conflict.getByRole('button', { name: 'Use theirs' }).click()
      assert.equal(await origins.inputValue(), theirs.join('\n'))
      await conflict.getByRole('button', { name: 'Keep mine' }).click()
      assert.equal(await origins.inputValue(), 'http://[::1]:3000')
      const [answer] = await Promise.all([
        page.waitForResponse((response) => response.request().method() === 'PUT'),
        button(page, 'Save').click(),
      ])
      assert.deepEqual([answer.ok(), await stored()], [true, ['http://[::1]:3000']])
      await conflict.waitFor({ state: 'hidden' })
    })
  })

  test('without a server a test message is kept, and read in the mailbox', async () => {
    await visit(async (page) => {
      await page.goto('/settings/mailbox')
      await page.getByText('No mail yet').waitFor()
      await assertAccessible(page)
      await page.goto('/settings/mail-templates')
      await page.getByLabel('Subject').fill('Welcome to {organization}')
      await page.getByLabel('Text', { exact: true }).fill('Come in: {link}')
      await button(page, 'Save').click()
      await page
        .getByText(/must contain \{code\}/)
        .first()
        .waitFor()
      await page.locator('textarea[aria-invalid=true]:focus').waitFor()
      assert.equal(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle'), 'solid')
      await page.getByLabel('Text', { exact: true }).fill('Come in:\n{link}\n{code}')
      await button(page, 'Show preview').click()
      await page.getByRole('region', { name: 'Preview', exact: true }).getByText('Welcome to').waitFor()
      // It was busy, and has the focus back.
      await page.locator('button:focus', { hasText: 'Show preview' }).waitFor()
      await assertAccessible(page)
      await button(page, 'Save').click()
      await page.getByRole('heading', { name: 'Own text' }).waitFor()
      await page.getByText('Template saved').waitFor()
      await button(page, 'Save').click()
      await page.getByText('Nothing has changed').waitFor()
      await button(page, 'Reset to default').click()
      await answerDialog(page, 'Reset')
      await page.getByRole('heading', { name: 'Default text' }).waitFor()
      await page.getByRole('link', { name: 'Mail', exact: true }).click()
      await page.getByText('No mail is sent yet').waitFor()
      await sendTest(page)
      await page.getByText('Message kept', { exact: true }).waitFor()
      await assertAccessible(page)
      await page.getByRole('link', { name: 'Read it in the mailbox' }).click()
      await page.getByRole('dialog').getByText('this message has arrived').waitFor()
      await assertAccessible(page)
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      await page.getByText('Mail is kept here, not sent').waitFor()
    })
  })

  test('an invitation that is kept shows its link and code, and nothing that its sender typed', async () => {
    const { context, system } = portal.server
    const organization = await context.organizations.find('localhost')
    await inviteUser(context, system, organization, { email: 'new@example.com', name: awkwardNames.script })
    await visit(async (page) => {
      await page.goto('/settings/mailbox?kind=invitation')
      await page.getByRole('button', { name: /invitation/i }).click()
      const text = page.getByRole('region', { name: 'Text of the e-mail' })
      await text.getByText('You are invited to').waitFor()
      await assertAccessible(page)
      const shown = await text.innerText()
      assert.ok(!shown.includes('owned'))
      assert.match(codeInMail(shown), /^\d{6}$/)
      assert.match((await text.getByRole('link').getAttribute('href')) ?? '', /\/accept-invitation#token=/)
      await text.getByRole('button', { name: 'Copy code' }).click()
      assert.equal(await page.evaluate('navigator.clipboard.readText()'), codeInMail(shown))
      assert.equal(await page.title(), 'Mailbox · Portico')
    })
  })

  test('what is wrong with the settings is said at their fields', async () => {
    await visit(async (page) => {
      await page.goto('/settings/mail')
      await page.getByLabel('Username').fill('portico')
      await button(page, 'Save').click()
      await page.getByText('Enter the name of the server.').waitFor()
      await page.getByText('Enter the password.').waitFor()
      await page.locator('[aria-invalid="true"]:focus').waitFor()
      await assertAccessible(page)
      await page.getByLabel('Server', { exact: true }).fill('no host')
      await page.getByLabel('Password', { exact: true }).fill('secret word')
      await page.getByLabel('Sender’s address').fill('portico@example.com')
      await button(page, 'Save').click()
      await page.getByText('must be a host name').waitFor()
    })
  })

  test('with a server it is sent, its answer shown, its refusal explained', async () => {
    await visit(async (page) => {
      await page.goto('/settings/mail')
      await fillServer(page)
      await sendTest(page)
      await page.getByText('The server accepted the message').waitFor()
      await page.getByText('Mail is sent through your SMTP server').waitFor()
      assert.deepEqual(
        smtp.mails.map(({ to }) => to),
        [['ada@example.com']],
      )
      await assertAccessible(page)
      smtp.recipients.push({ code: 550, text: 'No such person' })
      await sendTest(page)
      const refusal = page.getByRole('alert').filter({ hasText: 'The mail server refuses the recipient' })
      await refusal.getByText('Check the address, and whether').waitFor()
      assert.equal(await refusal.getByText('No such person').isVisible(), false)
      await refusal.getByText('Details').click()
      await refusal.getByText('No such person').waitFor()
      await page.goto('/settings/mailbox')
      await page.getByText('Mail is sent', { exact: true }).waitFor()
      await page.getByRole('cell', { name: 'Failed', exact: true }).waitFor()
      await page.getByRole('combobox', { name: 'Status' }).click()
      await page.getByRole('option', { name: 'Sent' }).click()
      await page.getByText('1–1 of 1').waitFor()
      await page.locator('tbody button').click()
      await page.getByText('The content is no longer kept.').waitFor()
    })
  })

  test('the password is stored without being shown, and asked again for another server', async () => {
    await visit(async (page) => {
      await page.goto('/settings/mail')
      await page.getByRole('combobox', { name: 'Encryption' }).click()
      await page.getByRole('option', { name: 'STARTTLS' }).click()
      await page.getByLabel('Username').fill('portico')
      await page.getByLabel('Password', { exact: true }).fill('right password')
      await button(page, 'Save').click()
      await page.getByText('A password is stored. Leave empty to keep it.').waitFor()
      assert.equal(await page.getByLabel('Password', { exact: true }).inputValue(), '')
      await page.getByLabel('Sender’s name').fill('Portico')
      await button(page, 'Save').click()
      await page.getByText('Mail settings saved.').nth(1).waitFor()
      await page.getByLabel('Server', { exact: true }).fill('mail.example.com')
      await button(page, 'Save').click()
      await page.getByText('Enter the password again').waitFor()
      await button(page, 'Remove server').click()
      await answerDialog(page, 'Remove')
      await page.getByText('No mail is sent yet').waitFor()
    })
  })

  test('who manages mail alone reads no codes, and sees why the settings stay as they are', async () => {
    const member = await visitsOfMember(portal, 'Configuration management > Manage Email configurations')
    await member(async (page) => {
      await page.goto('/settings/mailbox?kind=invitation')
      await page.getByText('1–1 of 1').waitFor()
      assert.equal(await page.locator('tbody button').count(), 0)
      await assertAccessible(page)
      await page.goto('/settings/mail')
      await page.getByText('You may not change these settings').waitFor()
      await page.getByText(/You lack Manage users.*Manage organization\./).waitFor()
      assert.equal(await page.getByRole('button', { name: 'Save' }).count(), 0)
      await page.getByRole('button', { name: /test/i }).waitFor()
      await assertAccessible(page)
    })
    const visitAsMember = await visitsOfMember(portal, 'User and access management > View members')
    await visitAsMember(async (page) => {
      for (const path of ['/settings/mail', '/mailbox']) {
        await page.goto(path)
        await page.getByText('You may not see this page').waitFor()
      }
      assert.equal((await page.request.get('/api/management/v1/mails')).status(), 403)
    })
  })
})
