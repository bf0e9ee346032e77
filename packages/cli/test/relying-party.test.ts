import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { portico, porticoJson, type ServerProcess, startProcess } from '@portico/testing/command.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'

const callback = 'https://shop.example.com/callback'
let data: string
let server: ServerProcess
before(async () => {
  data = await temporaryFolder()
  server = await startProcess(['--data', data])
  await server.end('SIGTERM')
})
after(() => server.end('SIGKILL'))

const run = (...args: string[]) => portico(['relying-party', ...args, '--data', data])
// biome-ignore lint/suspicious/noExplicitAny: whatever the command prints
const json = (...args: string[]): Promise<any> => porticoJson(['relying-party', ...args, '--data', data])

async function refused(said: RegExp, ...args: string[]): Promise<void> {
  const { code, stdout, stderr } = await run(...args)
  assert.deepEqual([code, stdout], [1, ''], stderr)
  assert.match(stderr, said)
}

test('registers, shows, changes and deletes sign-in applications', async () => {
  const created = await json('create', '--name', 'Shop', '--type', 'web', '--redirect-uri', callback, '--consent')
  assert.match(created.clientId, /^rp_/)
  assert.match(created.clientSecret, /^ptcs_/)
  const native = [
    '--type',
    'native',
    '--redirect-uri',
    'com.example.field:/cb',
    '--redirect-uri',
    'http://127.0.0.1/cb',
  ]
  const { clientSecret } = await json('create', '--name', 'Field', ...native, '--stage', 'production', '--no-reminder')
  assert.equal(clientSecret, null)
  const field = await json('show', 'field')
  assert.deepEqual(
    [field.redirectUris.length, field.environmentKey === null, field.hasExpiryReminder],
    [2, false, false],
  )
  const names = (await json('list')).map(({ name }: { name: string }) => name)
  assert.deepEqual(names, ['Field', 'Shop'])
  const changed = await json('edit', created.clientId, '--no-consent', '--stage', 'Development', '--no-active')
  assert.deepEqual([changed.requiresConsent, changed.status], [false, 'Inactive'])
  assert.equal((await json('edit', 'Shop', '--stage', '', '--active')).environmentKey, null)
  const renewed = await json('generate-secret', 'Shop', '--overlap', '24')
  assert.ok(renewed.formerSecretExpiresAt)
  const { secrets } = await json('show', created.key)
  assert.equal((await json('end-secret', 'Shop', secrets[1].key)).secrets.length, 1)
  const { stdout } = await run('show', 'Shop')
  assert.ok(stdout.includes(callback) && !stdout.includes(renewed.clientSecret), stdout)
  assert.deepEqual(await json('delete', 'Shop'), { key: created.key, deleted: true })
  await refused(/There is no sign-in application 'Shop'\. To find it: portico relying-party list\n/, 'show', 'Shop')
})

test('refuses in words', async () => {
  const create = ['create', '--name', 'Refused', '--type', 'web']
  await refused(/--redirect-uri/, ...create)
  await refused(/ --redirect-uri must be https/, ...create, '--redirect-uri', 'http://shop.example.com/')
  await refused(/no stage 'Moon'/, ...create, '--redirect-uri', callback, '--stage', 'Moon')
  await refused(/--role, --group or --everybody/, ...create, '--redirect-uri', callback, '--everybody', '--role', 'x')
  await refused(/nothing to change/, 'edit', 'Field')
})

test('an API that there is not is refused with the command that lists them, and so is a client', async () => {
  const api = (...args: string[]) => portico(['registered-api', ...args, '--data', data])
  const none = await api('show', 'Orders')
  assert.match(none.stderr, /There is no registered API 'Orders'\. To find it: portico registered-api list\n/)
  const audience = 'https://orders.example.com'
  await api('create', '--name', 'Orders', '--audience', audience, '--scope', 'read')
  const nobody = await api('grant', 'Orders', 'Nobody', '--none')
  assert.match(nobody.stderr, /There is no API client 'Nobody'\. To find it: portico api-client list\n/)
  assert.deepEqual([none.code, nobody.code], [1, 1])
})
