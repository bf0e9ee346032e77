import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { send } from '@portico/testing/requests.ts'
import type { Page } from 'playwright-core'
import { createApiClient } from '../../server/src/modules/api-clients/clients/create-api-client.ts'
import { getApiClient } from '../../server/src/modules/api-clients/clients/get-api-client.ts'
import { inDays } from '../src/components/forms/expiry-days.ts'
import { exampleBody, operationUrl } from '../src/pages/api-clients/try-it/operation.ts'
import { operationsOf } from '../src/pages/api-clients/try-it/read-operations.ts'
import { answerDialog, button, clipboardOf } from './support/actions.ts'
import type { Visit } from './support/browser.ts'
import { visitsOfAdministrator } from './support/members.ts'
import { startPortal, type TestPortal } from './support/portal.ts'

describe("an API client's life in the portal", () => {
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
  const isRefused = async (credentials: { clientId: string; clientSecret: string }): Promise<boolean> =>
    portal.server.token(credentials).then(
      () => false,
      () => true,
    )

  test('generates a new secret, with the former one working for as long as chosen', async () => {
    const first = await create('Rotated', { permissions: [] })
    const told: (string | undefined)[] = []
    await visit(async (page) => {
      const generate = async (overlap: string): Promise<string> => {
        await page.goto(`/api-clients/${first.key}`)
        await button(page, 'Generate new secret').click()
        const dialog = page.getByRole('dialog')
        await dialog.getByText('get no new tokens from this moment').waitFor()
        await dialog.getByRole('button', { name: overlap, exact: true }).click()
        await dialog.getByRole('button', { name: '30 days' }).click()
        told.push(/Former secrets .*/.exec(await dialog.innerText())?.[0])
        await dialog.getByRole('button', { name: 'Generate new secret' }).click()
        await page.getByText('Copy the secret now').waitFor()
        await page.getByText('It has no permissions yet').waitFor()
        await button(page, 'Copy client secret').click()
        const secret = await clipboardOf(page)
        await button(page, 'I have stored the secret').click()
        await page.getByRole('heading', { name: 'Rotated', exact: true }).waitFor()
        await page.getByText('It has no permissions', { exact: true }).waitFor()
        assert.match(page.url(), /\?part=permissions$/)
        await page.goto(`/api-clients/${first.key}`)
        await page.getByText(`…${secret.slice(-4)}`).waitFor()
        return secret
      }
      const second = await generate('1 day')
      const { clientId } = first
      assert.equal(await isRefused(first), false)
      await page.getByText('2 secrets work at the same time').waitFor()
      const third = await generate('Ends at once')
      assert.deepEqual(
        await Promise.all(
          [first.clientSecret, second, third].map((clientSecret) => isRefused({ clientId, clientSecret })),
        ),
        [true, true, false],
      )
      assert.deepEqual(told, [undefined, 'Former secrets end now, too.'])
      assert.equal((await read(first.key)).secretExpiresAt, `${inDays(30)}T23:59:00.000Z`)

      await button(page, `End now: the secret …${third.slice(-4)}`).click()
      await page.getByText('It is the only one').waitFor()
      await answerDialog(page, 'End now')
      await page.getByText('No secret works').waitFor()
      assert.equal(await isRefused({ clientId, clientSecret: third }), true)
    })
  })

  test('suspends, resumes and deletes, each told before it is done', async () => {
    const credentials = await create('Short life')
    const token = await portal.server.token(credentials)
    const works = async (): Promise<boolean> =>
      (await send(portal.url, 'GET', '/api/identity/v1/users', { token })).status === 200
    await visit(async (page) => {
      await page.goto(`/api-clients/${credentials.key}`)
      assert.equal(await button(page, 'Delete').isDisabled(), true)
      await page.getByText('Only a suspended API client can be deleted').waitFor()
      await button(page, 'Suspend').click()
      await page.getByText('every token that it has is refused from now on').waitFor()
      await answerDialog(page, 'Suspend')
      await page.getByText('Suspended', { exact: true }).waitFor()
      assert.equal(await works(), false)
      await button(page, 'Resume').click()
      await page.getByText('Tokens that were issued before it was suspended work again').waitFor()
      await answerDialog(page, 'Resume')
      await page.getByText('Available', { exact: true }).waitFor()
      assert.equal(await works(), true)
      await button(page, 'Suspend').click()
      await answerDialog(page, 'Suspend')
      await button(page, 'Delete').click()
      await page.getByText('This cannot be undone').waitFor()
      await answerDialog(page, 'Delete')
      await page.getByRole('heading', { name: 'API clients', exact: true }).waitFor()
      await page.getByText('Short life is deleted').waitFor()
      await page.goto(`/api-clients/${credentials.key}`)
      await page.getByText('Nothing is here').waitFor()
    })
  })

  test('duplicates into the form, with an ID and a secret of its own', async () => {
    const original = await create('Original', { description: 'What it does', hasExpiryReminder: false })
    await visit(async (page) => {
      await page.goto(`/api-clients/${original.key}`)
      await page.getByRole('link', { name: 'Duplicate' }).click()
      assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Copy of Original')
      await button(page, 'Create API client').click()
      await page.getByText('Copy the secret now').waitFor()
      const copy = await read(keyIn(page))
      const { permissions } = await read(original.key)
      assert.notEqual(copy.clientId, original.clientId)
      assert.deepEqual(
        [copy.description, copy.hasExpiryReminder, copy.permissions],
        ['What it does', false, permissions],
      )
      await button(page, 'I have stored the secret').click()
      await page.getByRole('heading', { name: 'Copy of Original', exact: true }).waitFor()
    })
  })

  test('tries it: a token from the secret, its claims, and an operation with it', async () => {
    const { key, clientId, clientSecret } = await create('Tried', { permissions: [{ name: 'View members' }] })
    await visit(async (page) => {
      await page.goto(`/api-clients/${key}?part=try-it`)
      assert.equal(await button(page, 'Send').isDisabled(), true)
      const secret = page.getByRole('textbox', { name: 'Client secret' })
      await secret.fill(`${clientSecret}x`)
      await button(page, 'Get a token').click()
      await page.getByText('invalid_client').waitFor()
      await secret.fill(clientSecret)
      await button(page, 'Get a token').click()
      await page.getByText('Claims of the token').waitFor()
      assert.equal(await secret.inputValue(), '')
      await page.getByText('ES256', { exact: true }).waitFor()
      assert.equal(await page.getByText(clientId, { exact: true }).count(), 2)
      await button(page, 'Send').click()
      const answer = page.getByRole('region', { name: 'Response' })
      await answer.getByText('"Ada Admin"').waitFor()
      await page.getByText('/api/identity/v1/users?limit=10&offset=0').waitFor()
      await page.getByText('200 OK').last().waitFor()

      await page.getByRole('combobox', { name: 'Operation' }).fill('/groups')
      await page.getByRole('option', { name: 'GET /api/identity/v1/groups', exact: true }).click()
      await button(page, 'Send').click()
      await answer.getByText('Manage end-user groups').waitFor()
      await page.getByText('403 Forbidden').waitFor()
      const held = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state])')
      assert.ok(!String(held).includes(clientSecret), 'the secret is kept nowhere')
    })
  })

  test('can try every operation that the documents describe', async () => {
    const documents = ['identity/v1', 'management/v1', 'portfolios/v2'].map(async (api) => {
      return operationsOf((await send(portal.url, 'GET', `/api/${api}/openapi.json`)).body)
    })
    const operations = (await Promise.all(documents)).flat()
    assert.ok(operations.length > 80, `${operations.length}`)
    assert.equal(new Set(operations.map(({ id }) => id)).size, operations.length)
    for (const operation of operations) {
      const values = Object.fromEntries(operation.parameters.map(({ name }) => [name, 'a/b']))
      assert.doesNotMatch(operationUrl(operation, values), /[{}]|a\/b/, operation.id)
      const example = operation.body && exampleBody(operation.body)
      for (const name of operation.body?.required ?? []) assert.ok(name in (example as object), operation.id)
    }
  })
})
