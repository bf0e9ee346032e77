import assert from 'node:assert/strict'
import { createServer, request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { Browser, pathOf, target } from '@portico/testing/browser.ts'
import { portico } from '@portico/testing/command.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { mailTextsTo } from '@portico/testing/mail-texts.ts'
import { createPasswordUser, goodPassword } from '@portico/testing/password-users.ts'
import { send } from '@portico/testing/requests.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import * as oauth from 'oauth4webapi'
import * as openid from 'openid-client'
import { createPortico } from '../../../sdk/src/index.ts'
import { parsePublicUrl } from '../../src/config/public-url.ts'
import { withoutBasePath } from '../../src/http/base-path.ts'
import { readPortalPaths } from '../../src/http/pages/portal-pages.ts'
import { reachedOrganization } from '../../src/modules/foundation/organizations/organization-directory.ts'
import { noOwnLimits } from '../../src/modules/foundation/rate-limits/own-limits.ts'

const base = '/tools/Portico-1'
const wellKnown = '/.well-known/oauth-protected-resource'

/** A proxy that sends on what is below the path, and what RFC 8414 and RFC 9728 put before it. */
const proxy = createServer((request, response) => {
  const { method, headers, url = '' } = request
  const isBelow = url.startsWith(`${base}/`)
  if (!isBelow && !(url.startsWith('/.well-known/') && url.includes(base))) return response.writeHead(502).end()
  const { hostname, port } = new URL(server.url)
  const path = isBelow && strips ? url.slice(base.length) : url
  const sent = forward({ hostname, port, method, headers, path, agent: false }, (answer) => {
    response.writeHead(answer.statusCode ?? 0, answer.headers)
    answer.pipe(response)
  })
  request.pipe(sent)
})
let strips = true
let server: TestServer
let origin: string

before(async () => {
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  origin = `http://localhost:${(proxy.address() as AddressInfo).port}`
  server = await startTestServer({ engine: anyEngine, environment: { PORTICO_PUBLIC_URL: `${origin}${base}/` } })
})
after(() => proxy.close())

const get = (path: string, token?: string) =>
  send(`http://127.0.0.1:${new URL(origin).port}`, 'GET', path, { token, headers: { host: new URL(origin).host } })

for (const way of ['takes it away', 'leaves it'])
  describe(`A public URL with a path, behind a proxy that ${way}`, () => {
    before(() => {
      strips = way === 'takes it away'
    })

    test('is found by strict libraries, whose tokens the APIs take', async () => {
      const issuer = new URL(`${origin}${base}/identity`)
      const { clientId, clientSecret } = await server.createClient([{ name: 'View members' }])
      for (const algorithm of ['oidc', 'oauth2'] as const) {
        const options = { algorithm, execute: [openid.allowInsecureRequests] }
        const config = await openid.discovery(issuer, clientId, clientSecret, undefined, options)
        const metadata = config.serverMetadata()
        assert.equal(metadata.issuer, issuer.href)
        for (const [name, value] of Object.entries(metadata))
          if (/_endpoint$|_uri$/.test(name)) assert.ok(String(value).startsWith(`${issuer}/`), `${name}: ${value}`)
        const { access_token } = await openid.clientCredentialsGrant(config, { resource: `${origin}${base}/api` })
        assert.equal((await get(`${base}/api/identity/v1/users?limit=1`, access_token)).status, 200)
        assert.equal((await get(`${base}/API/identity/v1/Users/`, access_token)).status, 200)
        assert.equal((await fetch(String(metadata.jwks_uri))).status, 200)
      }
      const realm = `${base}/auth/realms/5bd0f1b6-7b02-4e9b-8f4b-8ccb0c0b3f5e`
      assert.equal((await get(`${realm}/.well-known/openid-configuration`)).body.issuer, issuer.href)
    })

    test('is in the metadata that a 401 names', async () => {
      const { status, headers, body } = await get(`${base}/api/identity/v1/users?token=x`)
      const named = `${origin}${wellKnown}${base}/api`
      assert.deepEqual([status, headers['www-authenticate']], [401, `Bearer resource_metadata="${named}"`])
      assert.equal(body.instance, `${base}/api/identity/v1/users`)
      const page = await get(body.type)
      assert.deepEqual([body.type, page.status], [`${base}/docs/problems/${body.errorCode}`, 200])
      assert.ok(page.text.includes(`href="${base}/docs"`))
      for (const path of ['', '/api', '/api/portfolios/v2']) {
        const resource = new URL(`${origin}${base}${path}`)
        const request = await oauth.resourceDiscoveryRequest(resource, { [oauth.allowInsecureRequests]: true })
        const metadata = await oauth.processResourceDiscoveryResponse(resource, request)
        assert.deepEqual(metadata.authorization_servers, [`${origin}${base}/identity`])
        assert.equal(metadata.resource_documentation, `${origin}${base}/docs`)
      }
    })

    test('begins every redirect of a sign-in, and the paths of its cookies', async () => {
      const { email } = await createPasswordUser(server)
      const browser = new Browser(`http://127.0.0.1:${new URL(origin).port}`, origin)
      for (const [returnTo, reached] of [
        ['/users?a=1', `${base}/users?a=1`],
        [`${base}/groups#top`, `${base}/groups#top`],
        [`${base}//evil.example`, `${base}/`],
        [`${base}/portal/sign-out`, `${base}/`],
      ] as const) {
        const begun = await browser.get(`${base}/portal/sign-in?returnTo=${encodeURIComponent(returnTo)}`)
        const page = target(await browser.get(target(begun)))
        assert.ok(page.startsWith(`${base}/sign-in/`), page)
        const interaction = page.replace('/sign-in/', '/portal/interactions/')
        const { body } = await browser.post(`${interaction}/password`, { email, password: goodPassword })
        assert.ok(body.redirectTo.startsWith(`${origin}${base}/identity/auth/`), body.redirectTo)
        const callback = target(await browser.get(pathOf(body.redirectTo)))
        assert.ok(callback.startsWith(`${base}/portal/callback?`), callback)
        assert.equal(target(await browser.get(callback)), reached)
      }
      assert.equal((await browser.get(`${base}/portal/session`)).body.user.email, email)
      for (const { name, path } of browser.cookies)
        assert.ok(path === '/' || path.startsWith(`${base}/`), `${name} ${path}`)
      for (const path of [
        '/identity/auth?client_id=x',
        '/identity/auth/x',
        '/portal/callback?code=x',
        '/portal/callback',
      ])
        assert.ok(target(await browser.get(base + path)).startsWith(`${base}/sign-in?problem=`), path)
    })

    test('is in documents and pages', async () => {
      for (const api of ['identity/v1', 'portfolios/v2', 'management/v1']) {
        const { body } = await get(`${base}/api/${api}/openapi.json`)
        assert.deepEqual(body.servers, [{ url: `${base}/api/${api}` }])
        assert.ok(Object.keys(body.paths).every((path) => !path.includes('/api/')))
      }
      const { headers } = await get(`${base}/api/portfolios/v1/deployed-assets`)
      const [, successor = ''] = /^<(.+)>; rel="successor-version"$/.exec(String(headers.link)) ?? []
      assert.deepEqual([successor, (await get(successor)).status], [`${base}/api/portfolios/v2/openapi.json`, 200])
      const pages = { '/docs': 'api-reference', '/': 'id="root"', '/users/42?x': 'id="root"' }
      for (const [path, mark] of Object.entries(pages)) {
        const { status, text } = await get(base + path)
        // Without a build there is no page but the one that says so.
        if (status === 503) continue
        assert.ok(text.includes(mark), path)
        const files = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address)
        for (const file of files.filter((file) => !file.startsWith('data:'))) {
          assert.ok(file.startsWith(`${base}/`), file)
          assert.equal((await get(file)).status, 200, file)
        }
      }
      assert.equal((await get(`${base}/healthz`)).status, 200)
      const unknown = await get(`${base}/api/x`)
      assert.deepEqual([unknown.status, unknown.body.instance], [404, `${base}/api/x`])
      const unreadable = await get(`${base}/api/identity/v1/users/%zz`)
      assert.equal(unreadable.body.type, `${base}/docs/problems/${unreadable.body.errorCode}`)
    })

    test('begins the links in mails', async () => {
      const { email } = await createPasswordUser(server)
      const browser = new Browser(`http://127.0.0.1:${new URL(origin).port}`, origin)
      assert.equal((await browser.post(`${base}/portal/password/forgotten`, { email })).status, 204)
      const [text = ''] = await mailTextsTo(server, email)
      assert.ok(text.includes(`${origin}${base}/forgotten-password#token=`), text)
    })

    test('is all that the SDK and the command need', async () => {
      await createPasswordUser(server)
      const credentials = await server.createClient([{ name: 'Manage users' }])
      const sdk = createPortico({ url: `${origin}${base}`, ...credentials })
      assert.equal((await sdk.users.list({ limit: 1 }).page()).results.length, 1)
      const env = {
        XDG_CONFIG_HOME: await temporaryFolder(),
        PORTICO_URL: `${origin}${base}/`,
        PORTICO_CLIENT_ID: credentials.clientId,
        PORTICO_CLIENT_SECRET: credentials.clientSecret,
      }
      const { code, stdout, stderr } = await portico(['users', 'list', '--limit', '1', '--json'], { env })
      assert.deepEqual([code, JSON.parse(stdout).length], [0, 1], stderr)
    })
  })

test('A path that begins like an address of Portico is refused, since a proxy may take it away', () => {
  const portal = readPortalPaths(new URL('../../../portal/dist', import.meta.url).pathname)
  const own = ['/api', '/identity/x', '/.well-known/x', '/AUTH', '/static', '/docs', '/healthz', ...portal.slice(1)]
  for (const path of own.map((path) => path.replaceAll(':', '')))
    assert.throws(() => parsePublicUrl(`https://id.example.com${path}`), /does not begin with \/[\w.-]+: Portico/, path)
  for (const path of ['/apis', '/x/api', '/user', '/portico']) parsePublicUrl(`https://id.example.com${path}`)
})

test('Organizations that are reached by other hosts have the same path', () => {
  const organization = {
    key: 'k',
    name: 'Acme',
    createdAt: new Date(0).toISOString(),
    domain: 'acme.example.com',
    ownLimits: noOwnLimits,
    browserOrigins: [],
  }
  const { origin, issuer, audience } = reachedOrganization(organization, 'https://id.example.com:8443/portico')
  const reached = 'https://acme.example.com:8443'
  assert.deepEqual([origin, issuer, audience], [reached, `${reached}/portico/identity`, `${reached}/portico/api`])
})

test('Only a whole name is taken for the base path', () => {
  for (const [url, below] of [
    ['/portico', '/'],
    ['/portico?a=/portico', '/?a=/portico'],
    ['/portico/users', '/users'],
    ['/users', '/users'],
    ['/porticoes', '/porticoes'],
    ['/Portico/users', '/Portico/users'],
    ['/portico/portico/users', '/portico/users'],
    ['/portico//x.example', '//x.example'],
    ['*', '*'],
  ] as const)
    assert.equal(withoutBasePath(url, '/portico'), below)
})
