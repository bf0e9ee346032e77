import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ServerProcess, startProcess } from '@portico/testing/command.ts'
import { createTestDatabase, onBothEngines } from '@portico/testing/databases.ts'
import { button, clipboardOf } from './support/actions.ts'
import { visitor } from './support/browser.ts'
import { administrator, setUp, signIn } from './support/portal.ts'

interface Credentials {
  clientId: string
  clientSecret: string
}

onBothEngines('getting started', (engine) => {
  test('from a fresh start to a list of users, through the portal', async () => {
    const place = await createTestDatabase(engine)
    const server = await startProcess(['--data', place.dataFolder, '--database', place.database])
    try {
      const credentials = await throughThePortal(server)
      const { results, page } = await listUsers(server.publicUrl, credentials)
      assert.equal(results.length, 10)
      // The sample's users, and the administrator.
      assert.equal(page.totalResults, 321)
    } finally {
      await server.end()
      await place.remove()
    }
  })
})

/** Set up, sign in, create an API client, copy its credentials: what the guide says, with the mouse. */
const throughThePortal = ({ publicUrl, setUpLink }: ServerProcess): Promise<Credentials> =>
  visitor(publicUrl)(async (page) => {
    await setUp(page, setUpLink ?? assert.fail('no set-up link was printed'))
    await signIn(page)
    await button(page, `Account of ${administrator.name}`).waitFor()

    await page.getByRole('navigation', { name: 'Portal' }).getByRole('link', { name: 'API clients' }).click()
    await page.getByRole('link', { name: 'Create API client' }).click()
    await page.getByLabel('Name', { exact: true }).fill('My first client')
    await page.getByRole('checkbox', { name: 'Manage users', exact: true }).check()
    await button(page, 'Create API client').click()

    await button(page, 'Copy client ID').click()
    const clientId = await clipboardOf(page)
    await button(page, 'Copy client secret').click()
    const clientSecret = await clipboardOf(page)
    await button(page, 'I have stored the secret').click()
    await page.getByRole('heading', { name: 'My first client', exact: true }).waitFor()
    return { clientId, clientSecret }
  })

/** Discovery, token, users: what a program does then, which knows nothing but the address and the credentials. */
async function listUsers(
  url: string,
  { clientId, clientSecret }: Credentials,
): Promise<{ results: unknown[]; page: { totalResults: number } }> {
  const discovery = await json(`${url}/identity/.well-known/openid-configuration`)
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }
  const token = await json(discovery.token_endpoint, { method: 'POST', body: new URLSearchParams(form) })
  assert.deepEqual([token.expires_in, token.token_type], [43_200, 'Bearer'])
  const headers = { authorization: `Bearer ${token.access_token}` }
  return json(`${url}/api/identity/v1/users?limit=10&offset=0`, { headers })
}

// biome-ignore lint/suspicious/noExplicitAny: what answers is what is tested
async function json(url: string, init?: RequestInit): Promise<any> {
  const response = await fetch(url, init)
  assert.equal(response.status, 200, url)
  return response.json()
}
