import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { anyEngine } from '@portico/testing/databases.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'
import { createPortico } from '../src/index.ts'

// Runs the programs in examples/, as their first lines say.

const examples = join(import.meta.dirname, '../../../examples')
let server: TestServer
before(async () => {
  server = await startTestServer({ engine: anyEngine, sample: true })
})

const ran = new Set<string>()

interface Client {
  clientId: string
  clientSecret: string
}

async function run(name: string, client: Client, ...args: string[]) {
  ran.add(name)
  const env = {
    PATH: process.env.PATH,
    PORTICO_URL: server.url,
    PORTICO_CLIENT_ID: client.clientId,
    PORTICO_CLIENT_SECRET: client.clientSecret,
  }
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [join(examples, name), ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })
}
const clientWith = (...permissions: string[]) => server.createClient(permissions.map((name) => ({ name })))

test('create-user-and-grant-role creates a user, grants a role, and can be run again', async () => {
  const client = await clientWith('Manage users')
  const { users, applicationRoles } = createPortico({ url: server.url, ...client })
  const [role] = (await applicationRoles.list({ limit: 1 }).page()).results
  assert.ok(role)
  for (const name of [role.key, role.name ?? '']) {
    const { code, stdout, stderr } = await run('create-user-and-grant-role.ts', client, 'Grace@example.com', name)
    assert.equal(code, 0, stderr)
    assert.match(stdout, /^Grace@example\.com \(.{36}\) has the role .+\.\n$/)
  }
  const [user, ...others] = (await users.list({ nameOrEmailContains: 'grace@example.com' }).page()).results
  assert.deepEqual(others, [])
  const held = await Array.fromAsync(users.applicationRoles(user?.key ?? ''), ({ key }) => key)
  assert.ok(held.includes(role.key))
})

test('import-csv imports a file, shows how far it is, and names what was refused', async () => {
  const client = await clientWith('Manage users')
  const file = join(await temporaryFolder(), 'people.csv')
  const lines = Array.from({ length: 30 }, (_, index) => `person${index}@csv.example.com,"Person, ${index}"`)
  writeFileSync(file, `email,name\n${lines.join('\n')}\n\nnobody,Nobody\n`)
  const { code, stdout, stderr } = await run('import-csv.ts', client, file)
  assert.equal(code, 1)
  assert.match(stdout, /30 of 31 imported\./)
  assert.match(stderr, /\[#{30}\] 31\/31/)
  assert.match(stderr, /^nobody: The field email must be/m)
  const { users } = createPortico({ url: server.url, ...client })
  assert.equal((await users.list({ nameOrEmailContains: '@csv.example.com' }).page()).page.totalResults, 30)
})

test('rotate-secret replaces the secret while requests go on', async () => {
  const client = await server.createClient([{ name: 'View members' }], { mayRotateSecret: true })
  const file = join(await temporaryFolder(), 'secret')
  writeFileSync(file, client.clientSecret)
  const { code, stdout, stderr } = await run('rotate-secret.ts', client, file)
  assert.equal(code, 0, stderr)
  assert.match(stdout, /^Rotated\. \d+ requests meanwhile, none refused\./)
  const next = readFileSync(file, 'utf8').trim()
  assert.notEqual(next, client.clientSecret)
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.ok(await createPortico({ url: server.url, ...client, clientSecret: next }).accessToken())
})

test('export-users writes every user', async () => {
  const client = await clientWith('Manage users')
  const { code, stdout, stderr } = await run('export-users.ts', client)
  assert.equal(code, 0, stderr)
  const keys = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).key)
  const total = await createPortico({ url: server.url, ...client }).users.count()
  assert.equal(new Set(keys).size, total)
})

test('every example is run here', () => {
  const programs = readdirSync(examples).filter((name) => name.endsWith('.ts') && name !== 'connection.ts')
  assert.deepEqual([...ran].sort(), programs.sort())
})
