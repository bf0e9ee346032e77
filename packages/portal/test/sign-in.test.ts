import assert from 'node:assert/strict'
import { createServer, request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { listOrganizationRoles } from '@portico/server/modules/members/organization-roles/list-organization-roles.ts'
import { codeInMail, mailTextsTo, tokenInMail } from '@portico/testing/mail-texts.ts'
import { listUsers } from '../../server/src/modules/directory/users/list-users.ts'
import { inviteUser } from '../../server/src/modules/sign-in/invitations/invite-user.ts'
import { endUserSessions } from '../../server/src/modules/sign-in/user-security/user-sessions.ts'
import { assertAccessible } from './support/accessibility.ts'
import { administrator, setUp, setUpLink, signIn, startPortal, type TestPortal } from './support/portal.ts'

const newPassword = 'Another-good-staple-8'

describe('the first visit', () => {
  let portal: TestPortal
  before(async () => {
    portal = await startPortal()
  })

  test('before the set-up, the sign-in says how to get in', async () => {
    await portal.visit(async (page) => {
      // To be nobody is no error, and leaves none in the browser's console.
      const errors: string[] = []
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
      const asked: string[] = []
      page.on('request', (request) => asked.push(new URL(request.url()).pathname))
      await page.goto('/')
      await page.getByRole('heading', { name: 'Not set up yet' }).waitFor()
      // Nothing of the home page is loaded before: over a slow connection, each one more is waited for.
      assert.ok(asked.length <= 12, asked.join('\n'))
      assert.ok(!asked.some((path) => path.includes('home-page')), asked.join('\n'))
      await page.goto('/account')
      await page.getByRole('heading', { name: 'Not set up yet' }).waitFor()
      assert.deepEqual(errors, [])
      await assertAccessible(page)
    })
  })

  test('set up, sign in, sign out', async () => {
    const [former, link] = [await setUpLink(portal.server), await setUpLink(portal.server)]
    const refused = { expected: [/status of 400 .*\/portal\/set-up\/read\)$/] }
    await portal.visit(async (page) => {
      // A link that was replaced says so at once, without a form.
      await page.goto(former)
      await page.getByRole('heading', { name: 'The set-up link no longer works' }).waitFor()
      await page.getByText('A newer link has replaced it').waitFor()
      assert.equal(await page.getByLabel('Name').count(), 0)
      await assertAccessible(page)
      await page.goto('about:blank')
      await page.goto(link)
      await page.getByLabel('Name').waitFor()
      await assertAccessible(page)
      await page.getByRole('button', { name: 'Create the administrator' }).click()
      assert.equal(await page.getByLabel('Name').getAttribute('aria-invalid'), 'true')
      await page.locator('[name=name]:focus').waitFor()

      await setUp(page, link)
      await page.getByText('You are the administrator now').waitFor()
      assert.equal(await page.getByLabel('E-mail').inputValue(), administrator.email)
      await assertAccessible(page)

      await page.getByLabel('Password', { exact: true }).fill('Wrong-password-1234')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Space')
      assert.equal(await page.getByLabel('Password', { exact: true }).getAttribute('type'), 'text')
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.getByRole('alert').getByText('Incorrect e-mail or password.').waitFor()
      await assertAccessible(page)

      await signIn(page)
      await page.getByRole('heading', { name: 'Home' }).waitFor()
      assert.equal(await page.title(), 'Home · Portico')
      await assertAccessible(page)

      const { context, system } = portal.server
      const { results } = await listUsers(context, system, { nameOrEmailContains: administrator.email })
      await endUserSessions(context, system, results[0]?.key ?? '')
      await page.goto('/users')
      await page.getByRole('status').getByText('An administrator has ended your session').waitFor()
      await assertAccessible(page)
      await signIn(page)
      await page.getByRole('heading', { name: 'Users' }).waitFor()

      await page.getByRole('button', { name: `Account of ${administrator.name}` }).click()
      await page.getByRole('menuitem', { name: 'Sign out' }).click()
      await page.waitForURL('**/sign-in/*')
      await page.goto('/')
      await page.waitForURL('**/sign-in/*')
      await page.goto(link)
      await page.getByText('There is an administrator already. If that is you, sign in.').waitFor()
    }, refused)
  })
  test('who forgot the password sets a new one with the code of a mail', async () => {
    await portal.visit(async (page) => {
      await page.goto('/portal/sign-in')
      await page.getByRole('link', { name: 'Forgotten your password?' }).click()
      await page.getByRole('heading', { name: 'Forgotten your password?' }).waitFor()
      await assertAccessible(page)
      await page.getByLabel('E-mail').fill(administrator.email)
      await page.getByRole('button', { name: 'Send e-mail' }).click()
      await page.getByRole('heading', { name: 'Set a new password' }).waitFor()
      await assertAccessible(page)

      await page.getByLabel('Code from the e-mail').fill('000000')
      await page.getByLabel('New password', { exact: true }).fill('Password1234')
      await page.getByRole('button', { name: 'Set the password' }).click()
      await page.locator('[aria-invalid=true]:focus').waitFor()
      await assertAccessible(page)

      // The mail's link leads to the same form without a code.
      const mail = (await mailTextsTo(portal.server, administrator.email)).at(-1)
      const byLink = await page.context().newPage()
      await byLink.goto(`${new URL(page.url()).origin}/forgotten-password#token=${tokenInMail(mail)}`)
      await byLink.getByText('The link works once').waitFor()
      await byLink.getByLabel('New password', { exact: true }).fill(`${newPassword}-2`)
      await assertAccessible(byLink)

      await page.getByLabel('Code from the e-mail').fill(codeInMail(mail))
      await page.getByLabel('New password', { exact: true }).fill(newPassword)
      await page.getByRole('button', { name: 'Set the password' }).click()
      await page.getByText('Your password was set').waitFor()
      await signIn(page, { ...administrator, password: newPassword })

      // The code used the link up, which says so at once where it is opened.
      await byLink.getByRole('button', { name: 'Set the password' }).click()
      await byLink.getByText('The mail is not valid any more').waitFor()
      await byLink.close()
      await page.goto(`/forgotten-password#token=${tokenInMail(mail)}`)
      await page.getByRole('heading', { name: 'The link no longer works' }).waitFor()
      assert.equal(await page.getByLabel('New password', { exact: true }).count(), 0)
      await assertAccessible(page)
    })
  })

  test('an invited person makes an account, and is told where it leads', async () => {
    const guest = { name: 'Gus Guest', email: 'gürkan@bücher.example', password: 'Seven-green-Lanterns-7' }
    const { context, system } = portal.server
    const { results } = await listOrganizationRoles(context, system, {})
    const developer = results.find(({ name }) => name === 'Developer')
    const organization = await context.organizations.find('localhost')
    await inviteUser(context, system, organization, {
      email: guest.email,
      organizationRoles: [{ key: developer?.key ?? '' }],
    })
    const [mail] = await mailTextsTo(portal.server, guest.email)
    await portal.visit(async (page) => {
      await page.goto(`/accept-invitation#token=${tokenInMail(mail)}`)
      await page.getByText(guest.email).waitFor()
      await assertAccessible(page)
      await page.getByLabel('Name').fill(guest.name)
      await page.getByLabel('Code', { exact: true }).fill(codeInMail(mail))
      await page.getByLabel('Password', { exact: true }).fill(guest.password)
      await page.getByRole('button', { name: 'Accept the invitation' }).click()
      await page.getByText('Your account is ready').waitFor()
      // A field of the type e-mail would refuse the first form, and a browser may show the second one for it.
      await signIn(page, guest)
      await page.getByRole('button', { name: `Account of ${guest.name}` }).click()
      await page.getByRole('menuitem', { name: 'Sign out' }).click()
      await signIn(page, { ...guest, email: 'Gürkan@xn--bcher-kva.example' })

      await page.goto(`/accept-invitation#token=${tokenInMail(mail)}`)
      await page.getByRole('heading', { name: 'The invitation can no longer be used' }).waitFor()
      await assertAccessible(page)
    })
  })

  test('addresses that lead nowhere say so', async () => {
    await portal.visit(async (page) => {
      for (const path of ['/set-up', '/accept-invitation', '/sign-in?problem=refused', '/sign-in/unknown']) {
        await page.goto(path)
        await page.getByRole('link', { name: /Go to sign-in|Sign in again/ }).waitFor()
        await assertAccessible(page)
      }
      // The end of a sign-in in a window of its own, where there was none
      await page.goto('/signed-in?close')
      await page.getByRole('heading', { name: 'You are not signed in' }).waitFor()
    })
  })
})

describe('behind a proxy, below a path', () => {
  test('set up, sign in, reload a page below, read the reference, sign out', async () => {
    let target = ''
    // It has this path for Portico alone. What a page asks of another path is a 502, which fails the visit.
    const proxy = createServer((request, response) => {
      if (!/^\/id\/portico(?:[/?]|$)/.test(request.url ?? '')) return response.writeHead(502).end()
      const { method = 'GET', headers } = request
      const passed = forward(target + request.url, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      })
      request.pipe(passed)
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    after(() => void proxy.close())
    const url = `http://localhost:${(proxy.address() as AddressInfo).port}/id/portico`
    const { server, visit } = await startPortal({ environment: { PORTICO_PUBLIC_URL: url } })
    target = server.url
    const link = await setUpLink(server)

    await visit(
      async (page) => {
        await setUp(page, link)
        await signIn(page)
        await page.getByRole('heading', { name: 'Home' }).waitFor()
        assert.equal(page.url(), `${url}/`)
        await page.getByRole('link', { name: 'API clients', exact: true }).click()
        await page.waitForURL(`${url}/api-clients`)
        await page.goto(`${url}/api-clients/new`)
        await page.reload()
        await page.getByRole('heading', { name: 'Create an API client' }).waitFor()
        await page.getByRole('button', { name: `Account of ${administrator.name}` }).click()
        await page.getByRole('menuitem', { name: 'Sign out' }).click()
        await page.waitForURL(`${url}/sign-in/*`)

        // The page that was asked for comes after the sign-in.
        await page.goto(`${url}/users?search=ada`)
        await page.waitForURL(`${url}/sign-in/*`)
        await page.getByRole('link', { name: 'Forgotten your password?' }).click()
        await page.waitForURL(`${url}/forgotten-password`)
        await page.getByRole('link', { name: 'Back to the sign-in' }).click()
        await signIn(page)
        await page.waitForURL(`${url}/users?search=ada`)

        await page.goto(`${url}/docs`)
        await page.getByText('User and Access Management').first().waitFor()
      },
      { expected: [/status of 401 .*\/portal\/session\)$/] },
    )
  })
})
