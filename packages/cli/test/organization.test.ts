import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { portico, porticoJson, type ServerProcess, startProcess } from '@portico/testing/command.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { type Received, send } from '@portico/testing/requests.ts'

interface Organization {
  key: string
  name: string
  domain: string | null
  issuer: string
  environments: { name: string }[]
  ownLimits: { requestsPerMinute: number | string; bulkPerMinute: number | string }
}
interface Credentials {
  clientId: string
  clientSecret: string
}

let data: string
let server: ServerProcess
before(async () => {
  data = await temporaryFolder()
  server = await startProcess(['--data', data, '--public-url', 'https://id.example.com'])
})
after(() => server.end('SIGKILL'))

const json = <T>(...args: string[]): Promise<T> => porticoJson<T>([...args, '--data', data])
const create = (name: string, domain: string) =>
  portico(['organization', 'create', '--name', name, '--domain', domain, '--data', data])

/** A request with a host of our choosing. */
const ask = (
  host: string,
  path: string,
  { token, form }: { token?: string; form?: Record<string, string> } = {},
): Promise<Received> => send(server.url, form ? 'POST' : 'GET', path, { token, form, headers: { host } })

const discovery = '/identity/.well-known/openid-configuration'
const users = '/api/identity/v1/users?limit=1'
const tokenOf = async (host: string, { clientId, clientSecret }: Credentials): Promise<Received> =>
  ask(host, '/identity/token', {
    form: { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
  })

test('while there is one organization, any host reaches it', async () => {
  for (const host of ['id.example.com', 'localhost:1', '127.0.0.1', 'whatever.test']) {
    const { status, body } = await ask(host, discovery)
    assert.deepEqual([status, body.issuer], [200, 'https://id.example.com/identity'])
  }
  const [only, ...others] = await json<Organization[]>('organization', 'list', '--public-url', 'https://id.example.com')
  assert.deepEqual([only?.issuer, only?.domain, others.length], ['https://id.example.com/identity', null, 0])
})

describe('with a second one, made while the server runs', () => {
  let acme: Organization
  let own: Credentials
  before(async () => {
    acme = await json('organization', 'create', '--name', 'Acme', '--domain', 'ACME.example.com')
    const grants = ['--grant', 'Manage users', '--grant', 'Manage authentication']
    own = await json('api-client', 'create', '--organization', 'acme', '--name', 'CI', ...grants)
  })

  test('each is reached by its host, and an unknown host answers 421', async () => {
    assert.equal(acme.domain, 'acme.example.com')
    assert.equal((await ask('id.example.com', discovery)).body.issuer, 'https://id.example.com/identity')
    assert.equal((await ask('acme.example.com', discovery)).body.issuer, 'https://acme.example.com/identity')
    for (const path of [discovery, users]) {
      const { status, body } = await ask('whatever.test', path, { token: 'x' })
      assert.deepEqual([status, body.errorCode], [421, 'PTC-REQ-42101'])
    }
    assert.equal((await ask('whatever.test', '/healthz')).status, 200)
  })

  test('each has its own clients, tokens and users', async () => {
    const { access_token: token } = (await tokenOf('acme.example.com', own)).body as { access_token: string }
    const listed = await ask('acme.example.com', users, { token })
    assert.equal(listed.status, 200)
    assert.equal((listed.body.page as { totalResults: number }).totalResults, 0)
    assert.equal((await ask('id.example.com', users, { token })).status, 401)
    assert.equal((await tokenOf('id.example.com', own)).status, 401)
    const sample = await tokenOf('id.example.com', server.credentials ?? assert.fail())
    assert.equal(sample.status, 200)
    const foreign = await ask('acme.example.com', users, { token: String(sample.body.access_token) })
    assert.equal(foreign.status, 401)
  })

  test('list shows both, for people too', async () => {
    const { stdout } = await portico(['organization', 'list', '--data', data, '--port', '9000'])
    const lines = stdout.trimEnd().split('\n')
    assert.match(lines[0] ?? '', /^NAME +KEY +DOMAIN +ISSUER +STAGES +LIMIT +BULK LIMIT$/)
    assert.match(
      lines[1] ?? '',
      /^Portico +\S+ +- +http:\/\/localhost:9000\/identity +Development, Test, Production +default +default$/,
    )
    assert.match(lines[2] ?? '', /^Acme +\S+ +acme\.example\.com +http:\/\/acme\.example\.com:9000\/identity /)
    assert.equal(lines.length, 3)
  })

  test('its requests can be limited while the server runs, and the limits are listed', async () => {
    const { access_token: token } = (await tokenOf('acme.example.com', own)).body as { access_token: string }
    const limit = (...args: string[]) => json('organization', 'limit', 'acme', ...args)
    const asked = async () => (await ask('acme.example.com', users, { token })).status
    assert.equal(await asked(), 200)
    assert.deepEqual(await limit('--requests-per-minute', '1'), { requestsPerMinute: 1, bulkPerMinute: 'default' })
    // In the first minute or in the next one, the second request is one too many.
    assert.ok([await asked(), await asked(), await asked()].includes(429))
    assert.deepEqual(await limit('--bulk-per-minute', '60', '--requests-per-minute', 'off'), {
      requestsPerMinute: 'off',
      bulkPerMinute: 60,
    })
    assert.equal(await asked(), 200)
    const [other, limited] = await json<Organization[]>('organization', 'list')
    assert.deepEqual(other?.ownLimits, { requestsPerMinute: 'default', bulkPerMinute: 'default' })
    assert.deepEqual(limited?.ownLimits, { requestsPerMinute: 'off', bulkPerMinute: 60 })
    const back = ['--requests-per-minute', 'default', '--bulk-per-minute', 'default']
    const { stdout } = await portico(['organization', 'limit', acme.key, ...back, '--data', data])
    assert.equal(stdout, 'Requests a minute  default\nBulk a minute      default\n')
  })

  test('its pages in browsers are named while the server runs', async () => {
    const origins = (...args: string[]) => json('organization', 'browser-origins', 'acme', ...args)
    const mayCall = async () => {
      const headers = { host: 'acme.example.com', origin: 'https://app.example.com' }
      return (await send(server.url, 'GET', users, { headers })).headers['access-control-allow-origin']
    }
    assert.deepEqual(await origins(), { origins: [] })
    assert.equal(await mayCall(), undefined)
    const named = ['https://app.example.com', 'http://localhost:5173']
    assert.deepEqual(await origins('--allow', ...named), { origins: named })
    assert.equal(await mayCall(), 'https://app.example.com')
    assert.deepEqual(await origins('--none'), { origins: [] })
    assert.equal(await mayCall(), undefined)
    const wrong = await portico(['organization', 'browser-origins', 'acme', '--allow', '*', '--data', data])
    assert.equal(wrong.code, 1)
    assert.match(wrong.stderr, /--allow must be an origin/)
  })

  test('its sign-in settings are set back while the server runs', async () => {
    const { access_token: token } = (await tokenOf('acme.example.com', own)).body as { access_token: string }
    const path = '/api/management/v1/sign-in-settings'
    const headers = { host: 'acme.example.com' }
    const body = { secondFactorRequiredFor: 'everybody' }
    assert.equal((await send(server.url, 'PATCH', path, { headers, token, body })).status, 204)
    await json('organization', 'reset-sign-in-settings', 'acme')
    assert.equal((await ask('acme.example.com', path, { token })).body.secondFactorRequiredFor, 'nobody')
  })

  test('limiting needs an organization that there is, and something to limit', async () => {
    for (const [args, code, said] of [
      [['nobody', '--requests-per-minute', '5'], 1, /^portico: There is no organization 'nobody'/],
      [['acme'], 1, /^portico: give what to limit: --requests-per-minute, --bulk-per-minute or both\.\n$/],
      [['acme', '--requests-per-minute', '0'], 2, /a number of requests a minute from 1 to 1,000,000,000, or off/],
      [['--requests-per-minute', '5'], 2, /missing required argument 'organization'/],
    ] as const) {
      const result = await portico(['organization', 'limit', ...args, '--data', data])
      assert.deepEqual([result.code, result.stdout], [code, ''])
      assert.match(result.stderr, said)
    }
  })

  test('a command has to say which one, and the name must lead to one only', async () => {
    const list = (...args: string[]) => portico(['api-client', 'list', '--data', data, ...args])
    const unnamed = await list()
    assert.deepEqual([unnamed.code, unnamed.stdout], [1, ''])
    assert.match(
      unnamed.stderr,
      /^portico: Name the organization, .* with --organization: there are Portico, Acme \(acme\.example\.com\)\.\n$/,
    )
    assert.match(
      (await list('--organization', 'nobody')).stderr,
      /There is no organization 'nobody'\. There are Portico/,
    )
    for (const name of [acme.key, 'ACME', 'acme.example.com']) {
      const clients = await json<{ name: string }[]>('api-client', 'list', '--organization', name)
      assert.deepEqual(
        clients.map((client) => client.name),
        ['CI'],
      )
    }
    assert.equal((await create('acme', 'acme.example.org')).code, 0)
    const ambiguous = await list('--organization', 'Acme')
    assert.equal(ambiguous.code, 1)
    assert.match(ambiguous.stderr, /Several organizations are called 'Acme': name one by key or domain/)
    assert.equal((await list('--organization', 'acme.example.org')).code, 0)
  })

  test('a domain that is taken or none is refused', async () => {
    for (const [domain, said] of [
      ['acme.example.com', /Another organization has the domain acme\.example\.com/],
      ['https://acme.test', /'https:\/\/acme\.test' is not a host name/],
      ['acme.test:8080', /is not a host name/],
      ['10.0.0.1', /is not a host name/],
    ] as const) {
      const { code, stdout, stderr } = await create('Refused', domain)
      assert.deepEqual([code, stdout], [1, ''])
      assert.match(stderr, said)
    }
  })
})
