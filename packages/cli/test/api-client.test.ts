import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { portico, porticoJson, porticoProcess, type ServerProcess, startProcess } from '@portico/testing/command.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { callWith, fetchToken } from '@portico/testing/requests.ts'

interface Credentials {
  key: string
  clientId: string
  clientSecret: string
  secretExpiresAt: string
}

interface Client {
  key: string
  clientId: string
  name: string
  description: string | null
  status: string
  secretExpiresAt: string
  hasExpiryReminder: boolean
  accessTokenType: string
  permissions: { name: string; environmentKeys: string[] | null }[]
  automaticPermissions: { name: string }[]
  secrets: { key: string }[]
}

let data: string
let server: ServerProcess
before(async () => {
  data = await temporaryFolder()
  server = await startProcess(['--data', data])
})
after(() => server.end('SIGKILL'))

const run = (...args: string[]) => portico(['api-client', ...args, '--data', data])
const json = <T = Client>(...args: string[]): Promise<T> => porticoJson<T>(['api-client', ...args, '--data', data])
const create = (name: string, ...more: string[]): Promise<Credentials> => json('create', '--name', name, ...more)

/** What a command prints for people, when all is well. */
async function printed(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(...args)
  assert.deepEqual([code, stderr], [0, ''])
  return stdout
}

/** Refused: status 1, one line on stderr, nothing on stdout. */
async function refused(said: RegExp, ...args: string[]): Promise<void> {
  const { code, stdout, stderr } = await run(...args)
  assert.deepEqual([code, stdout], [1, ''], stderr)
  assert.match(stderr, /^portico: .*\n$/)
  assert.match(stderr, said)
}

/** What the running server answers to a token, and whether it issues one. */
const status = async (token: string): Promise<number> =>
  (await callWith(server.url, token)('GET', '/api/identity/v1/users?limit=1')).status
const issues = (credentials: Credentials): Promise<boolean> =>
  fetchToken(server.url, credentials).then(
    () => true,
    () => false,
  )

describe('create', { concurrency: 2 }, () => {
  test('prints the credentials, as JSON and for people, and they work at once', async () => {
    const credentials = await create('Json', '--grant', 'Manage users')
    assert.deepEqual(Object.keys(credentials), ['key', 'clientId', 'clientSecret', 'secretExpiresAt'])
    assert.equal(await status(await fetchToken(server.url, credentials)), 200)
    const text = await printed('create', '--name', 'People', '--description', 'For people')
    assert.match(text, /^Key +[0-9a-f-]{36}\nClient ID +[0-9a-f]{32}\nClient secret +ptcs_\w+\nSecret expires +\d{4}-/)
    assert.match(text, /not shown again/)
    assert.equal((await json('show', 'People')).description, 'For people')
    assert.match(await printed('show', 'People'), /^Reminder +by e-mail, 14 days before$/m)
    await create('Unreminded', '--no-reminder')
    assert.match(await printed('show', 'Unreminded'), /^Reminder +none$/m)
    const renewed = await printed('generate-secret', 'Unreminded', '--overlap', '24')
    const [, until = ''] = renewed.match(/^Former secret +works until (.+)$/m) ?? []
    const shown = await printed('show', 'Unreminded')
    assert.match(
      shown,
      new RegExp(`^KEY +ENDS IN .*\\n.+ portico api-client.*\\n.+ ${until} .+ portico api-client`, 'm'),
    )
    const [, former] = (await json('show', 'Unreminded')).secrets
    assert.equal((await json('end-secret', 'Unreminded', former?.key ?? '')).secrets.length, 1)
  })

  test('grants permissions for every environment or for some, and sets the last day', async () => {
    const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
    const grants = ['--grant', 'View end users:Development, Test', '--grant', 'View members', '--expires', day]
    const { key, secretExpiresAt } = await create('Granted', ...grants)
    assert.equal(secretExpiresAt, `${day}T23:59:00.000Z`)
    const { permissions, automaticPermissions, status } = await json('show', key)
    assert.deepEqual(permissions.map(({ name, environmentKeys }) => [name, environmentKeys?.length]).sort(), [
      ['End-user management > View end users', 2],
      ['User and access management > View members', undefined],
    ])
    assert.ok(automaticPermissions.some(({ name }) => name.endsWith('View stage')))
    assert.equal(status, 'Available')
    const text = await printed('show', key)
    assert.match(text, /View end users in Development, Test$/m)
    assert.match(text, /Added automatically\n.*View stage in Development, Test/)
  })

  test('registers public keys, and refuses private ones', async () => {
    const folder = await temporaryFolder()
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const file = join(folder, 'jwks.json')
    await writeFile(file, JSON.stringify({ keys: [publicKey.export({ format: 'jwk' })] }))
    await create('With keys', '--jwks', file)
    await writeFile(file, JSON.stringify({ keys: [privateKey.export({ format: 'jwk' })] }))
    await refused(/holds a private key/, 'create', '--name', 'Private', '--jwks', file)
    await refused(/not at a public address/, 'edit', 'With keys', '--jwks-uri', 'https://10.0.0.1/keys')
  })

  test('refuses what the API refuses, and creates nothing', async () => {
    const make = (...args: string[]) => ['create', '--name', 'Refused', ...args]
    await Promise.all([
      refused(
        /There is no permission 'Manage usrs'\. Did you mean 'Manage users'\?/,
        ...make('--grant', 'Manage usrs'),
      ),
      refused(
        /There is no permission 'Manage everything'\. The guide \/guides\/permissions lists them\./,
        ...make('--grant', 'Manage everything'),
      ),
      refused(/no stage 'Staging'.*Development, Test, Production/, ...make('--grant', 'View end users:Staging')),
      refused(/holds for the whole organization/, ...make('--grant', 'Manage users:Test')),
      refused(/stands in several categories/, ...make('--grant', 'Create')),
    ])
    await Promise.all([
      refused(/: The option --expires must be a day from .* as YYYY-MM-DD/, ...make('--expires', '2020-01-01')),
      refused(/must be a day from/, ...make('--expires', '2027-02-30')),
      refused(/must be a day from/, ...make('--expires', 'tomorrow')),
    ])
    await refused(/no API client 'Refused'/, 'show', 'Refused')
  })
})

test('list shows every client with its status, and those with one status only', async () => {
  await create('Idle')
  const clients = await json<Client[]>('list')
  assert.equal(clients.find(({ name }) => name === 'Idle')?.status, 'NeedsAttention')
  assert.equal(clients.find(({ name }) => name === 'Getting started')?.status, 'Available')
  const idle = await json<Client[]>('list', '--status', 'NeedsAttention')
  assert.ok(idle.length > 0 && idle.length < clients.length)
  assert.deepEqual(new Set(idle.map((client) => client.status)), new Set(['NeedsAttention']))
  const text = await printed('list')
  assert.match(text, /^NAME +KEY +CLIENT ID +STATUS +SECRET EXPIRES +LAST USED\n/)
  assert.match(text, /^Getting started +[0-9a-f-]{36} +[0-9a-f]{32} +Available /m)
  assert.ok(!text.includes('ptcs_') && !JSON.stringify(clients).includes('ptcs_'))
})

test('a client is found by key, client ID and name, whatever their case, but not where a name is ambiguous', async () => {
  const [one, another] = [await create('Twin'), await create('TWIN')]
  await create('Ünïque')
  const found = await Promise.all(
    [one.key, one.key.toUpperCase(), one.clientId, another.clientId].map((text) => json('show', text)),
  )
  assert.deepEqual(
    found.map(({ key }) => key),
    [one.key, one.key, one.key, another.key],
  )
  assert.equal((await json('show', 'üNÏQUE')).name, 'Ünïque')
  await refused(
    /Several API clients are called 'twin': name one by its key\. To find it: portico api-client list\n/,
    'suspend',
    'twin',
  )
  await refused(/There is no API client 'Twi'\. To find it: portico api-client list\n/, 'show', 'Twi')
  assert.equal((await json('show', one.key)).status, 'NeedsAttention')
})

test('edit changes what is given and leaves the rest', async () => {
  const { key, clientId } = await create('Edited', '--description', 'Before')
  const renamed = await json('edit', key, '--name', 'Renamed')
  assert.deepEqual([renamed.name, renamed.description, renamed.clientId], ['Renamed', 'Before', clientId])
  assert.equal(renamed.hasExpiryReminder, true)
  assert.equal((await json('edit', key, '--no-reminder')).hasExpiryReminder, false)
  assert.equal((await json('edit', key, '--token-type', 'JWT')).accessTokenType, 'JWT')
  const cleared = await json('edit', 'Renamed', '--description', '')
  assert.deepEqual([cleared.name, cleared.description], ['Renamed', null])
  assert.equal(await printed('edit', key, '--name', 'Again'), 'Changed.\n')
  await refused(/nothing to change/, 'edit', key)
})

describe('while a server runs, it obeys at once:', () => {
  test('grant', async () => {
    const credentials = await create('Changing')
    const { key } = credentials
    const token = await fetchToken(server.url, credentials)
    assert.equal(await status(token), 403)
    assert.match(await printed('grant', key, '--grant', 'Manage users'), /Permissions\n.*Manage users/)
    assert.equal(await status(token), 200)
    const { permissions } = await json('grant', key, '--none')
    assert.deepEqual(permissions, [])
    assert.equal(await status(token), 403)
    await refused(/--grant, or remove all of them with --none/, 'grant', key)
    await refused(/--grant, or remove all of them with --none/, 'grant', key, '--none', '--grant', 'Manage users')
  })

  test('generate-secret, with and without overlap', async () => {
    const first = await create('Rotating', '--grant', 'Manage users')
    const token = await fetchToken(server.url, first)
    const second = await json<Credentials>('generate-secret', first.clientId)
    assert.deepEqual([second.key, second.clientId], [first.key, first.clientId])
    assert.deepEqual([await issues(first), await issues(second)], [false, true])
    const third = /Client secret +(\S+)/.exec(await printed('generate-secret', first.key, '--overlap', '1'))?.[1] ?? ''
    assert.deepEqual([await issues(second), await issues({ ...first, clientSecret: third })], [true, true])
    assert.equal(await status(token), 200, 'a token outlives the secret that it was obtained with')
    await refused(/from 0 to 168/, 'generate-secret', first.key, '--overlap', '169')
    assert.equal(await issues({ ...first, clientSecret: third }), true)
  })

  test('suspend, resume and delete', async () => {
    const credentials = await create('Suspended', '--grant', 'Manage users')
    const { key } = credentials
    const token = await fetchToken(server.url, credentials)
    assert.equal(await status(token), 200)
    await refused(/Suspend the API client 'Suspended' first/, 'delete', key)
    assert.equal(await printed('suspend', key), 'Suspended. Its tokens are refused until it is resumed.\n')
    assert.deepEqual([await status(token), await issues(credentials)], [401, false])
    assert.equal((await json('suspend', key)).status, 'Suspended')
    assert.equal(await printed('resume', key), 'Resumed.\n')
    assert.deepEqual([await status(token), await issues(credentials)], [200, true])
    await json('suspend', key)
    assert.deepEqual(await json('delete', key), { key, deleted: true })
    assert.deepEqual([await status(token), await issues(credentials)], [401, false])
    await refused(/There is no API client/, 'resume', key)
  })
})

describe('portico registered-api', () => {
  // biome-ignore lint/suspicious/noExplicitAny: whatever the command prints
  const apis = (...args: string[]): Promise<any> => porticoJson(['registered-api', ...args, '--data', data])
  const refuses = async (said: RegExp, ...args: string[]): Promise<void> => {
    const { code, stdout, stderr } = await portico(['registered-api', ...args, '--data', data])
    assert.deepEqual([code === 0, stdout], [false, ''], stderr)
    assert.match(stderr, said)
  }

  test('registers, shows, changes and deletes an API, and gives an API client its scopes', async () => {
    const audience = 'https://orders.example.com'
    const scopes = ['--scope', 'orders:read=Reads orders = looks', '--scope', 'orders:write']
    const made = await apis('create', '--name', 'Orders', '--audience', audience, ...scopes, '--token-minutes', '30')
    assert.deepEqual(made.scopes, [
      { name: 'orders:read', description: 'Reads orders = looks' },
      { name: 'orders:write', description: null },
    ])
    const caller = await create('Caller', '--token-minutes', '20')
    const given = await apis('grant', 'orders', 'Caller', '--scope', 'orders:write')
    assert.deepEqual(given.holders, [
      { type: 'api-client', key: caller.key, name: 'Caller', clientId: caller.clientId, scopes: ['orders:write'] },
    ])
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: caller.clientId,
      client_secret: caller.clientSecret,
      resource: audience,
    })
    const answer = await (await fetch(`${server.url}/identity/token`, { method: 'POST', body: form })).json()
    assert.deepEqual([answer.scope, answer.expires_in], ['orders:write', 1_200])
    const { stdout } = await portico(['registered-api', 'show', audience, '--data', data])
    for (const text of ['30 minutes', 'Reads orders = looks', 'Caller']) assert.ok(stdout.includes(text), stdout)
    assert.match((await portico(['api-client', 'show', 'Caller', '--data', data])).stdout, /20 minutes/)
    await refuses(/has no scope admin/, 'grant', 'Orders', 'Caller', '--scope', 'admin')
    await refuses(/--scope, or take all/, 'grant', 'Orders', 'Caller')
    await refuses(/Deactivate the API 'Orders' first/, 'delete', made.key)
    await refuses(/nothing to change/, 'edit', 'Orders')
    await refuses(/no registered API 'Nothing'/, 'show', 'Nothing')
    await refuses(/whole number of minutes/, 'edit', 'Orders', '--token-minutes', '721')
    await refuses(/without spaces/, 'edit', 'Orders', '--scope', 'a b')
    await refuses(/absolute URI/, 'create', '--name', 'Bad', '--audience', 'bad', '--scope', 'a')
    assert.deepEqual((await apis('grant', made.key, caller.clientId, '--none')).holders, [])
    assert.equal((await apis('edit', 'Orders', '--name', 'Order service', '--no-active')).isActive, false)
    assert.deepEqual(
      (await apis('list')).map(({ name }: { name: string }) => name),
      ['Order service'],
    )
    assert.deepEqual(await apis('delete', audience), { key: made.key, deleted: true })
    assert.match((await portico(['registered-api', 'list', '--data', data])).stdout, /no registered API yet/)
  })
})

test('a command on a folder without a database says so, and makes none', async () => {
  const folder = await temporaryFolder()
  const { code, stdout, stderr } = await portico(['api-client', 'list', '--data', join(folder, 'x')])
  assert.deepEqual([code, stdout], [1, ''])
  assert.match(stderr, /^portico: there is no database in .*\/x\. Start the server once .*--data\.\n$/)
})

test('PORTICO_DATA leads a command to the database, --data wins over it', async () => {
  const env = { PORTICO_DATA: data }
  assert.equal((await porticoProcess(['api-client', 'list'], { env })).code, 0)
  const { code } = await portico(['api-client', 'list', '--data', data], { env: { PORTICO_DATA: '/nowhere' } })
  assert.equal(code, 0)
})
