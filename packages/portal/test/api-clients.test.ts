import assert from 'node:assert/strict'
import { execFile as execute } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { createApiClient } from '../../server/src/modules/api-clients/clients/create-api-client.ts'
import { getApiClient } from '../../server/src/modules/api-clients/clients/get-api-client.ts'
import { noteKeyFetch } from '../../server/src/modules/api-clients/clients/note-key-fetch.ts'
import { suspendApiClient } from '../../server/src/modules/api-clients/clients/suspend-api-client.ts'
import { updateApiClient } from '../../server/src/modules/api-clients/clients/update-api-client.ts'
import { inDays, latestExpiryDay } from '../src/components/forms/expiry-days.ts'
import { assertAccessible } from './support/accessibility.ts'
import { answerDialog, button, clipboardOf } from './support/actions.ts'
import type { Visit } from './support/browser.ts'
import { visitsOfAdministrator, visitsOfMember } from './support/members.ts'
import { startPortal, type TestPortal } from './support/portal.ts'
import { assertReadableTables } from './support/readable-tables.ts'

const execFile = promisify(execute)
const manageApiClients = 'User and access management > Manage API clients'

const isClosingAsked = `(() => {
  const closing = new Event('beforeunload', { cancelable: true })
  dispatchEvent(closing)
  return closing.defaultPrevented
})()`

describe('API clients in the portal', () => {
  let portal: TestPortal
  let visit: Visit
  before(async () => {
    portal = await startPortal()
    visit = await visitsOfAdministrator(portal)
  })

  const create = (name: string, more: object = {}) =>
    createApiClient(portal.server.context, portal.server.system, {
      name,
      permissions: [{ name: 'Manage users' }],
      ...more,
    })
  const read = (key: string) => getApiClient(portal.server.context, portal.server.system, key)
  const keyIn = (page: Page): string => /api-clients\/([\w-]{36})/.exec(page.url())?.[1] ?? ''

  test('creates one with an expiry and permissions, and shows its secret once', async () => {
    await visit(async (page) => {
      await page.goto('/api-clients')
      await page.getByText('No API clients yet').waitFor()
      await page.getByRole('link', { name: 'Create API client' }).first().click()
      await button(page, 'Create API client').click()
      assert.equal(await page.getByLabel('Name', { exact: true }).getAttribute('aria-invalid'), 'true')

      await page.getByLabel('Name', { exact: true }).fill('Payroll import')
      await page.getByLabel('Description').fill('Nightly')
      assert.equal(await button(page, '90 days').getAttribute('aria-pressed'), 'true')
      await button(page, '2 years').click()
      const noteOf = (text: RegExp) => page.locator('[data-action-bar]').getByText(text)
      await noteOf(/^Without a permission it gets tokens/).waitFor()
      const only = page.getByRole('switch', { name: 'Selected ones only' })
      assert.equal(await only.count(), 0, 'nothing is selected')
      await page.getByRole('status').getByText('No permission chosen').waitFor()
      await page.getByRole('checkbox', { name: 'Manage users', exact: true }).check()
      await noteOf(/^Without/).waitFor({ state: 'detached' })
      await only.waitFor()
      const automatic = page.getByRole('checkbox', { name: 'View members' })
      assert.equal(await automatic.isChecked(), true)
      // It takes the click, as it takes the focus, and stays as it is.
      await automatic.click({ force: true })
      assert.equal(await automatic.isChecked(), true, 'it is locked')
      await page.getByText('Included in Manage users').first().waitFor()
      await page.getByRole('checkbox', { name: 'View configurations in Test' }).check()
      await page
        .getByRole('status')
        .getByText(/^\d+ of \d+ permissions chosen \(for single stages: 1 in Test\)$/)
        .waitFor()
      await button(page, 'Create API client').click()

      await page.getByText('Copy the secret now').waitFor()
      const client = await read(keyIn(page))
      assert.equal(client.secretExpiresAt, `${latestExpiryDay(portal.server.context.clock.now())}T23:59:00.000Z`)
      assert.deepEqual([client.name, client.description, client.hasExpiryReminder], ['Payroll import', 'Nightly', true])
      const test = portal.server.environments.find(({ name }) => name === 'Test')?.key
      assert.deepEqual(
        client.permissions.map(({ name, environmentKeys }) => [name, environmentKeys]),
        [
          ['Configuration management > View configurations', [test]],
          ['User and access management > Manage users', null],
        ],
      )
      await takesCredentialsAlong(page, client.clientId)

      // What leaves by accident is asked; the secret is still there afterwards.
      await page.getByRole('link', { name: 'API clients' }).first().click()
      await page.getByRole('dialog').getByText('Have you stored the secret?').waitFor()
      await answerDialog(page, 'Cancel')
      await page.getByText('Copy the secret now').waitFor()
      assert.equal(await page.evaluate(isClosingAsked), true)

      await button(page, 'I have stored the secret').click()
      await page.getByRole('heading', { name: 'Payroll import', exact: true }).waitFor()
      await page.getByText('Created byAda Admin').waitFor()
      await page.goto(`/api-clients/${client.key}/credentials`)
      await page.getByText('The secret was shown once').waitFor()
    })
  })

  /** Copies, downloads and runs what the credentials page offers. */
  async function takesCredentialsAlong(page: Page, clientId: string): Promise<void> {
    await button(page, 'Copy client ID').click()
    assert.equal(await clipboardOf(page), clientId)
    await button(page, 'Copy client secret').click()
    const clientSecret = await clipboardOf(page)
    assert.ok(await portal.server.token({ clientId, clientSecret }))

    const download = page.waitForEvent('download')
    await button(page, 'Download .env').click()
    const file = await download
    assert.equal(file.suggestedFilename(), 'payroll-import.env')
    const lines = (await readFile(await file.path(), 'utf8')).split('\n')
    assert.ok(lines.includes(`PORTICO_CLIENT_SECRET=${clientSecret}`))
    assert.ok(lines.includes(`PORTICO_URL=${portal.url}`))

    for (const language of ['curl', 'Python', 'JavaScript']) {
      await button(page, language).click()
      const snippet = page.getByRole('region', { name: `${language} snippet` })
      const text = await snippet.innerText()
      for (const part of [`${portal.url}/identity/.well-known/openid-configuration`, clientId, clientSecret])
        assert.ok(text.includes(part), `${language} has ${part}`)
    }
    await button(page, 'Copy JavaScript snippet').click()
    const program = execFile(process.execPath, ['--input-type=module'])
    program.child.stdin?.end(await clipboardOf(page))
    const { stdout } = await program
    assert.equal(JSON.parse(stdout).results[0].name, 'Ada Admin')
  }

  test('searches, filters and sorts, with all of it in the URL', async () => {
    await create('Zebra crossing', { expiresOn: inDays(3) })
    await create('Alpha centauri', { expiresOn: inDays(300) })
    const suspended = await create('Alpha particle')
    await suspendApiClient(portal.server.context, portal.server.system, suspended.key)
    await visit(async (page) => {
      const names = () => page.locator('tbody tr td:nth-child(2) a').allInnerTexts()
      await page.goto('/api-clients?search=alpha')
      await page.getByRole('link', { name: 'Alpha particle' }).waitFor()
      assert.deepEqual(await names(), ['Alpha centauri', 'Alpha particle'])
      await page.getByRole('combobox', { name: 'Status' }).click()
      await page.getByRole('option', { name: 'Suspended' }).click()
      await page.getByRole('link', { name: 'Alpha centauri' }).waitFor({ state: 'detached' })
      assert.deepEqual(await names(), ['Alpha particle'])
      assert.match(page.url(), /search=alpha&status=Suspended/)
      await page.goto('/api-clients?status=NeedsAttention')
      await page.getByRole('link', { name: 'Zebra crossing' }).waitFor()
      await page.goto('/api-clients')
      await button(page, 'Secret expires').click()
      await page.waitForURL('**/api-clients?sort=secretExpiresAt')
      await page.locator('tbody tr').first().getByText('Zebra crossing').waitFor()
      await page.goto('/api-clients?search=nobody')
      await button(page, 'Show everything').click()
      await page.getByRole('link', { name: 'Zebra crossing' }).waitFor()
    })
  })

  test('edits, and says which permissions have changed the moment they have', async () => {
    const { key, ...credentials } = await create('Old name', { description: 'Old words' })
    await visit(async (page) => {
      await page.goto(`/api-clients/${key}`)
      await button(page, 'Edit').click()
      await page.getByLabel('Name', { exact: true }).fill('New name')
      await page.getByLabel('Description').fill('')
      await page.getByLabel(/Send an e-mail/).uncheck()
      await page.getByLabel(/generate its next secret/).check()
      await button(page, 'Save').click()
      await page.getByRole('heading', { name: 'New name', exact: true }).waitFor()
      await page.getByText('The API client may make it by itself').waitFor()
      const { description, hasExpiryReminder, mayRotateSecret } = await read(key)
      assert.deepEqual([description, hasExpiryReminder, mayRotateSecret], [null, false, true])

      await changesKeys(page, key)
      await page.getByRole('link', { name: 'Use', exact: true }).click()
      await page.getByText('It got no token and called no API. Counts are up to 10 seconds old.').waitFor()
      await page.getByText('Nothing was refused in this time. Counts are up to 10 seconds old.').waitFor()
      await portal.server.token(credentials)
      await assert.rejects(portal.server.token({ ...credentials, clientSecret: 'wrong' }))
      await portal.server.context.useCounts.flush()
      // The page asks again by itself.
      await page.getByText('1 token,').waitFor()
      // The hour can end meanwhile.
      const refused = page.getByRole('row', {
        name: /^The secret is wrong Token endpoint 1 (This hour|\d+ minutes? ago)/,
      })
      assert.match((await refused.locator('time').getAttribute('title')) ?? '', /^Between .*:00:00 .* and .*:00:00 /)
      await assertReadableTables(page)

      await page.getByRole('link', { name: 'Permissions', exact: true }).click()
      await page.getByRole('link', { name: 'Change permissions' }).click()
      assert.equal(await page.getByText('Manage evaluations').count(), 0, 'nothing asks for it')
      await page.getByRole('button', { name: /permissions that Portico does not use/ }).click()
      await page.getByText('Manage evaluations').waitFor()
      // What each is for is said on a phone as well.
      await page.setViewportSize({ width: 390, height: 844 })
      await page.getByText('Grant and revoke organization roles').first().waitFor()
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.getByRole('button', { name: /operations \(View members\)$/ }).click()
      await page.getByText('GET /api/identity/v1/users', { exact: true }).waitFor()
      await button(page, 'Full access').click()
      assert.equal(await page.getByRole('checkbox', { name: 'View audit trail' }).isChecked(), true)
      await button(page, 'Manage users').click()
      await page.getByRole('checkbox', { name: 'Manage users', exact: true }).uncheck()
      await page.getByRole('link', { name: 'Cancel' }).click()
      await page.getByText('Leave without saving?').waitFor()
      await answerDialog(page, 'Cancel')
      await page.getByRole('checkbox', { name: 'Manage end-user groups in Development' }).check()
      await button(page, 'Save permissions').click()
      await page.waitForURL(`**/api-clients/${key}?part=permissions`)
      assert.equal(await page.getByRole('checkbox', { name: 'View stage in Development' }).isChecked(), true)
      const { permissions } = await read(key)
      assert.deepEqual(
        permissions.map(({ name }) => name),
        ['End-user management > Manage end-user groups'],
      )
    })
    // A profile of its own, in which an hour goes by: what was of this hour says so no longer.
    await visit(
      async (page) => {
        await page.clock.install()
        await page.goto(`/api-clients/${key}?part=use`)
        await page
          .getByRole('row', { name: /^The secret is wrong Token endpoint 1 (This hour|\d+ minutes? ago)/ })
          .waitFor()
        await page.clock.fastForward('01:01:00')
        await page
          .getByRole('row', { name: /^The secret is wrong Token endpoint 1 (\d+ minutes? ago|1 hour ago)/ })
          .waitFor()
      },
      { width: 1279 },
    )
  })

  /** Adds a key in PEM and ends it; an address is refused, shown while it fails, and removed. */
  async function changesKeys(page: Page, key: string): Promise<void> {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    await button(page, 'Add key').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Public key').fill(String(privateKey.export({ type: 'pkcs8', format: 'pem' })))
    await dialog.getByRole('button', { name: 'Add key' }).click()
    await dialog.getByText('This is a private key').waitFor()
    await dialog.getByLabel('Public key').fill(String(publicKey.export({ type: 'spki', format: 'pem' })))
    await dialog.getByLabel('Key ID').fill('laptop')
    await dialog.getByRole('button', { name: 'Add key' }).click()
    await dialog.waitFor({ state: 'detached' })
    const { x, y, kty, crv } = publicKey.export({ format: 'jwk' })
    assert.deepEqual((await read(key)).jwks, { keys: [{ kty, crv, x, y, kid: 'laptop' }] })
    await page.getByRole('row', { name: /^laptop .* Never/ }).waitFor()
    await assertReadableTables(page)
    await assertAccessible(page)
    await button(page, 'End now: the key laptop').click()
    await answerDialog(page, 'End now')
    await page.getByText('No key: the API client uses its secret.').waitFor()
    assert.equal((await read(key)).jwks, null)
    await button(page, 'Use an address').click()
    await dialog.getByLabel('Address').fill('https://10.0.0.1/keys')
    await dialog.getByRole('button', { name: 'Save address' }).click()
    await dialog.getByText('No usable keys can be read at this address.').waitFor()
    await dialog.locator('summary').click()
    await dialog.getByText('is not at a public address').waitFor()
    await dialog.getByLabel('Address').fill('')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await dialog.waitFor({ state: 'detached' })
    const jwksUri = 'https://keys.example.com/jwks.json'
    const { context, system } = portal.server
    await updateApiClient(context, system, key, { jwksUri })
    const later = { ...context, clock: { now: () => Date.now() + 1_000 } }
    await noteKeyFetch(later, system.organizationKey, { key, jwksUri }, 'It answers with the status 500.')
    await page.reload()
    await page.getByText('The keys cannot be read').waitFor()
    await page.getByText('Not in 30 days').waitFor()
    await page.locator('summary').filter({ hasText: 'Details' }).first().click()
    await page.getByText('It answers with the status 500.').first().waitFor()
    await button(page, 'Remove address').click()
    await answerDialog(page, 'Remove address')
    await button(page, 'Add key').waitFor()
    assert.equal((await read(key)).jwksUri, null)
  }

  test('suspends and deletes many at once, each by the authority of whoever asks, with a report', async () => {
    const [one, two, beyond] = [
      await create('Many one', { permissions: [{ name: 'View members' }] }),
      await create('Many two', { permissions: [{ name: 'View members' }] }),
      await create('Many beyond'),
    ]
    const visit = await visitsOfMember(portal, manageApiClients)
    await visit(async (page) => {
      await page.goto('/api-clients?search=Many')
      await page.getByRole('checkbox', { name: /Many one/ }).check()
      await page.getByRole('checkbox', { name: /Many two/ }).check()
      await page.getByRole('button', { name: /^Select all/ }).click()
      const act = async (label: string) => {
        await button(page, 'Actions').click()
        await page.getByRole('menuitem', { name: label, exact: true }).click()
      }
      await act('Suspend')
      const dialog = page.getByRole('dialog', { name: 'Suspend 3 API clients?' })
      await dialog.getByRole('button', { name: 'Suspend' }).click()
      const report = page.getByRole('dialog', { name: 'Suspend 3 API clients', exact: true })
      await report.getByText('1 was not changed').waitFor()
      await report.getByRole('cell', { name: 'Many beyond' }).waitFor()
      await report.getByText('Close', { exact: true }).click()
      assert.equal((await read(beyond.key)).status, 'Available', 'it may manage users, and the member may not')
      assert.equal((await read(one.key)).status, 'Suspended')

      await page.getByRole('checkbox', { name: /Many one/ }).check()
      await page.getByRole('checkbox', { name: /Many two/ }).check()
      const downloading = page.waitForEvent('download')
      await button(page, 'Export').click()
      const csv = await readFile(await (await downloading).path(), 'utf8')
      assert.deepEqual(csv.match(/Many \w+/g), ['Many one', 'Many two'])
      await act('Delete')
      await page.getByLabel(/to confirm$/).fill('2')
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
      await page
        .getByRole('dialog', { name: 'Delete 2 API clients', exact: true })
        .getByText('Close', { exact: true })
        .click()
      await page.getByText('Many one').waitFor({ state: 'detached' })
      await assert.rejects(read(two.key))
    })
  })

  test('shows names as text, whatever is in them', async () => {
    const names = [
      `<script>document.title='taken'</script><img src=x onerror=alert(1)>`,
      `"quotes" 'and' \`ticks\` \${x} {{y}}`,
      'قائمة الموظفين txt.exe 👩🏽‍💻',
      'W'.repeat(256),
    ]
    await visit(
      async (page) => {
        for (const name of names) {
          const { key } = await create(name, { description: name })
          await page.goto(`/api-clients?search=${encodeURIComponent(name)}`)
          await page.getByRole('link', { name, exact: true }).click()
          await page.getByRole('heading', { name, exact: true }).waitFor()
          assert.equal(await page.title(), `${name} · Portico`)
          assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 400, 'no wider than the window')
          await page.goto(`/api-clients/new?from=${key}`)
          assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), `Copy of ${name}`.slice(0, 256))
        }
      },
      { width: 400 },
    )
  })

  test('who may not manage API clients sees neither the page nor its place, and is refused', async () => {
    const visitOther = await visitsOfMember(portal, 'User and access management > View members')
    await visitOther(async (page) => {
      await page.goto('/api-clients')
      await page.getByText('You may not see this page').waitFor()
      await page.getByText(manageApiClients).waitFor()
      assert.equal(await page.getByRole('link', { name: 'API clients' }).count(), 0)
      assert.equal(await page.evaluate(`fetch('/api/management/v1/api-clients').then(({ status }) => status)`), 403)
    })
  })

  test('who may not view stages can still give permissions, and keeps those given for some', async () => {
    const [environment] = portal.server.environments
    const some = [{ name: 'View configurations', environments: [environment?.key ?? ''] }]
    const { key } = await create('Partly', { permissions: some })
    const visitOther = await visitsOfMember(portal, manageApiClients, 'User and access management > View members')
    await visitOther(async (page) => {
      await page.goto(`/api-clients/${key}/permissions`)
      await page.getByText('You may not view stages').waitFor()
      await page.getByRole('checkbox', { name: 'View members' }).check()
      await button(page, 'Save permissions').click()
      await page.waitForURL('**?part=permissions')
    })
    const { permissions } = await read(key)
    assert.deepEqual(
      permissions.map(({ environmentKeys }) => environmentKeys),
      [[environment?.key], null],
    )
  })
})
