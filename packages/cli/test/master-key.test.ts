import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import { portico, porticoJson, type ServerProcess, spawnPortico, startProcess } from '@portico/testing/command.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { fetchToken } from '@portico/testing/requests.ts'

let data: string
let server: ServerProcess
before(async () => {
  data = await temporaryFolder()
  server = await startProcess(['--data', data])
})
after(() => server.end('SIGKILL'))

interface Proof {
  masterKey: string
  isProven: boolean
  columns: { column: string; values: number; notOpened: number }[]
}

const check = () => porticoJson<Proof>(['master-key', 'check', '--data', data])
const newToken = () => fetchToken(server.url, server.credentials ?? assert.fail())
const files = async () => (await readdir(data)).filter((name) => name.startsWith('master')).sort()

/** Starts the command, and kills it once it has said this. */
async function killWhen(said: RegExp): Promise<void> {
  const child = spawnPortico(['master-key', 'rotate', '--data', data])
  let text = ''
  child.stderr?.setEncoding('utf8').on('data', (more) => {
    text += more
    if (said.test(text)) child.kill('SIGKILL')
  })
  const [, signal] = await once(child, 'close')
  assert.equal(signal, 'SIGKILL', text)
}

test('the master key is rotated beside a running server, whenever the command is killed', async () => {
  const first = await check()
  assert.equal(first.isProven, true)
  const formerKey = await readFile(join(data, 'master.key'), 'utf8')
  await newToken()

  await killWhen(/Asking the nodes/)
  await newToken()
  await killWhen(/1 node encrypts with it/)
  await newToken()
  assert.deepEqual(await files(), ['master-next.key', 'master.key'])

  const { code, stdout, stderr } = await portico(['master-key', 'rotate', '--data', data])
  assert.equal(code, 0, stderr)
  assert.match(stdout, /Everything opens with the master key [0-9a-f]{16} alone\. A former one opens nothing here\./)
  assert.match(stdout, /Other keys' values in freed space of the files: none\./)
  await newToken()
  const last = await check()
  assert.equal(last.isProven, true)
  assert.notEqual(last.masterKey, first.masterKey)
  assert.deepEqual(await files(), [`master-${first.masterKey}.key`, 'master.key'])

  // Not in the database, its log or its freed space.
  const stored = Buffer.concat(
    await Promise.all(
      ['portico.db', 'portico.db-wal'].map((name) => readFile(join(data, name)).catch(() => Buffer.of())),
    ),
  )
  assert.ok(stored.includes(`ptc1.${last.masterKey}.`))
  assert.ok(!stored.includes(`ptc1.${first.masterKey}.`))
  const refused = await portico(['keys', 'list', '--data', data], { env: { PORTICO_MASTER_KEY: formerKey.trim() } })
  assert.match(refused.stderr, /^portico: the database was written with another master key/)

  await server.end()
  server = await startProcess(['--data', data]).then((started) => ({ ...started, credentials: server.credentials }))
  await newToken()
})

test('a master key that is a variable needs the next one as a variable', async () => {
  const env = { PORTICO_MASTER_KEY: (await readFile(join(data, 'master.key'), 'utf8')).trim() }
  const lacking = await portico(['master-key', 'rotate', '--data', data], { env })
  assert.equal(lacking.code, 1)
  assert.match(
    lacking.stderr,
    /^portico: the next master key is missing: PORTICO_MASTER_KEY_NEXT is not set\. Make a key \(openssl rand -base64 32\)/,
  )
  // The running server was not given the next key.
  const next = { PORTICO_MASTER_KEY_NEXT: randomBytes(32).toString('base64') }
  const refused = await portico(['master-key', 'rotate', '--data', data], { env: { ...env, ...next } })
  assert.equal(refused.code, 1)
  assert.match(refused.stderr, /these nodes do not know the next master key: .*, process \d+\./)
  const { isProven } = await check()
  assert.equal(isProven, true)
})

test('what is under another key fails the check', async () => {
  const database = new DatabaseSync(join(data, 'portico.db'))
  database.exec(`update organizations set name = 'ptc1.0123456789abcdef.${'A'.repeat(60)}'`)
  database.close()
  const { code, stdout, stderr } = await portico(['master-key', 'check', '--data', data])
  assert.equal(code, 1)
  assert.match(stdout, /Values under another key in all \d+ columns of text: 1 in organizations\.name\./)
  assert.match(stderr, /something is encrypted under another master key, see above/)
})
