import assert from 'node:assert/strict'
import { test } from 'node:test'
import { portico, porticoJson, startProcess } from '@portico/testing/command.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { send } from '@portico/testing/requests.ts'

const administrator = { name: 'Ada Lovelace', email: 'ada@example.com', password: 'Quiet-Harbour-7-Lanterns' }

const tokenOf = (link = ''): string | null => new URLSearchParams(new URL(link).hash.slice(1)).get('token')

async function setUp(url: string, link: string | undefined): Promise<number> {
  const token = tokenOf(link)
  return (await send(url, 'POST', '/portal/set-up', { body: { token, ...administrator } })).status
}

test('a start prints a link until there is an administrator, and the command makes one for whoever is locked out', async () => {
  const data = await temporaryFolder()
  const first = await startProcess(['--data', data])
  assert.match(first.setUpLink ?? '', /^http:\/\/localhost:\d+\/set-up#token=[\w-]{43}$/)
  assert.ok(!JSON.stringify(first.logLines).includes(tokenOf(first.setUpLink) ?? ''))
  await first.end()

  const second = await startProcess(['--data', data])
  assert.equal(await setUp(second.url, first.setUpLink), 400, 'the next start has replaced it')
  const command = ['organization', 'set-up-link', '--data', data, '--public-url', 'http://localhost:1']
  const { link } = await porticoJson<{ link: string }>(command)
  assert.equal(await setUp(second.url, second.setUpLink), 400, 'so does the command')
  assert.equal(await setUp(second.url, link), 204)

  const refused = await portico(command)
  assert.equal(refused.code, 1)
  assert.match(refused.stderr, /has an administrator.*--anyway/)
  const { stdout } = await portico([...command, '--anyway'])
  assert.match(stdout, /^http:\/\/localhost:1\/set-up#token=[\w-]{43}\n$/)
  assert.equal(await setUp(second.url, stdout.trim()), 204)
  await second.end()

  const third = await startProcess(['--data', data])
  assert.equal(third.setUpLink, undefined)
  await third.end()
})
