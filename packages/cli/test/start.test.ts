import assert from 'node:assert/strict'
import { type ChildProcess, execFile } from 'node:child_process'
import { once } from 'node:events'
import { describe, test } from 'node:test'
import { promisify } from 'node:util'
import { porticoJson, spawnPortico, startProcess } from '@portico/testing/command.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { callWith, fetchToken, send } from '@portico/testing/requests.ts'

const users = '/api/identity/v1/users'
const ports = ['--port', '0', '--metrics-port', '0', '--log-level', 'error']

/** What a start prints for people, once it listens. */
async function startForPeople(args: string[]): Promise<{ text: string; child: ChildProcess; logged(): string }> {
  const child = spawnPortico(['start', ...ports, ...args])
  let logged = ''
  child.stderr?.setEncoding('utf8').on('data', (lines) => (logged += lines))
  const [text] = await once(child.stdout?.setEncoding('utf8') ?? assert.fail(), 'data')
  return { text, child, logged: () => logged }
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  assert.deepEqual(await once(child, 'close'), [0, null])
}

const field = (text: string, name: string): string => new RegExp(`^ *${name} +(\\S+)$`, 'm').exec(text)?.[1] ?? ''

/** The three commands as they are printed, pasted into one shell. */
async function paste(text: string): Promise<string> {
  const commands = text.split('\n').filter((line) => /^(curl|node|TOKEN=)/.test(line))
  assert.equal(commands.length, 3, text)
  const { stdout } = await promisify(execFile)('sh', ['-c', commands.join('\necho\n')])
  return stdout
}

describe('the first start', { concurrency: 2 }, () => {
  test('shows the credentials and commands that work, and no later start does', async () => {
    const data = await temporaryFolder()
    const first = await startForPeople(['--data', data, '--log-level', 'debug'])
    const clientId = field(first.text, 'Client ID')
    const clientSecret = field(first.text, 'Client secret')
    assert.match(clientId, /^[0-9a-f]{32}$/)
    assert.match(clientSecret, /^ptcs_/)
    assert.equal(field(first.text, 'Data'), data)
    const url = new URL(field(first.text, 'API')).origin
    const printed = await paste(first.text)
    assert.ok(printed.includes(`"issuer":"${url}/identity"`), printed)
    assert.match(printed, /^ey[\w-]+\.[\w-]+\.[\w-]+$/m)
    assert.match(printed, /"results":\[\{.*"limit":10,"offset":0/)
    const token = await fetchToken(url, { clientId, clientSecret })
    const { body } = await callWith(url, token)<{ key: string }>('POST', users, { email: 'kept@example.com' })
    await stop(first.child)
    assert.match(first.logged(), /"stopped"/)
    const ready = /^\{"level":30.*"the database is ready: (\d+) migrations applied"\}$/m.exec(first.logged())
    const names = /^\{"level":20.*"migrations":\[(.*)\]/m.exec(first.logged())?.[1]?.split(',')
    assert.ok(Number(ready?.[1]) > 50, first.logged().slice(0, 1_000))
    assert.deepEqual([names?.length, ready?.[0].includes('migrations":[')], [Number(ready?.[1]), false])
    assert.match(
      first.text,
      /^No user can sign in to the portal yet\.[\s\S]*None of the users has\na password, so that none can/m,
    )
    assert.ok(!first.logged().includes(clientSecret))

    const second = await startForPeople(['--data', data, '--log-level', 'debug'])
    assert.match(second.text, /^\nPortico is running\./)
    assert.ok(!second.text.includes(clientId) && !second.text.includes('ptcs_'), second.text)
    const again = new URL(field(second.text, 'API')).origin
    const call = callWith(again, await fetchToken(again, { clientId, clientSecret }))
    assert.equal((await call('GET', `${users}/${body.key}`)).status, 200)
    assert.match((await send(field(second.text, 'Metrics'), 'GET', '/metrics')).text, /portico_tokens_issued_total 1\n/)
    await stop(second.child)
    assert.ok(!second.logged().includes(clientSecret))
  })

  test('--no-sample makes an empty organization, and says how to make a client', async () => {
    const data = await temporaryFolder()
    const { text, child } = await startForPeople(['--no-sample', '--data', data])
    assert.ok(!text.includes('ptcs_'))
    const command = /^ {2}npx portico (api-client create .*)$/m.exec(text)?.[1] ?? assert.fail(text)
    const { stdout } = await promisify(execFile)('sh', ['-c', `set -- ${command}; printf '%s\\0' "$@"`])
    const credentials = await porticoJson<{ clientId: string; clientSecret: string }>(stdout.split('\0').slice(0, -1))
    const url = new URL(field(text, 'API')).origin
    const call = callWith(url, await fetchToken(url, credentials))
    const { status, body } = await call<{ page: { totalResults: number } }>('GET', users)
    assert.deepEqual([status, body.page.totalResults], [200, 0])
    const [organization, ...others] = await porticoJson<{ name: string; environments: { name: string }[] }[]>([
      'organization',
      'list',
      '--data',
      data,
    ])
    assert.deepEqual(others, [])
    assert.deepEqual(
      organization?.environments.map(({ name }) => name),
      ['Development', 'Test', 'Production'],
    )
    await stop(child)
  })
})

describe('settings of a start', { concurrency: 2 }, () => {
  test('environment variables alone are enough', async () => {
    const data = await temporaryFolder()
    const env = {
      PORTICO_DATA: data,
      PORTICO_PORT: '0',
      PORTICO_HOST: '127.0.0.2',
      PORTICO_METRICS_PORT: 'off',
      PORTICO_PUBLIC_URL: 'https://id.example.com',
      PORTICO_SAMPLE: 'false',
      PORTICO_LOG_LEVEL: 'silent',
      PORTICO_TRUSTED_PROXIES: '127.0.0.1',
    }
    const child = spawnPortico(['start', '--json'], { env })
    let logged = ''
    child.stderr?.on('data', (text) => {
      logged += text
    })
    const [line] = await once(child.stdout?.setEncoding('utf8') ?? assert.fail(), 'data')
    const { listening, setUpLink, ...facts } = JSON.parse(line)
    assert.match(listening, /^http:\/\/127\.0\.0\.2:\d+$/)
    assert.deepEqual(facts, { publicUrl: 'https://id.example.com', data, isFirstStart: true })
    assert.match(setUpLink, /^https:\/\/id\.example\.com\/set-up#token=/)
    const { body } = await send(listening, 'GET', '/identity/.well-known/openid-configuration')
    assert.equal(body.issuer, 'https://id.example.com/identity')
    assert.equal(body.token_endpoint, 'https://id.example.com/identity/token')
    await stop(child)
    assert.equal(logged, '')
  })

  test('an option wins over its variable', async () => {
    const env = {
      PORTICO_DATA: '/nowhere/at/all',
      PORTICO_PORT: 'wrong',
      PORTICO_PUBLIC_URL: 'https://variable.example.com',
      PORTICO_SAMPLE: 'true',
    }
    const args = ['--data', await temporaryFolder(), '--public-url', 'https://option.example.com', '--no-sample']
    const server = await startProcess(args, { env })
    assert.equal(server.publicUrl, 'https://option.example.com')
    assert.equal(server.credentials, undefined)
    assert.equal(await server.end(), 0)
    const env2 = { PORTICO_SAMPLE: 'false', PORTICO_DATA: await temporaryFolder() }
    const other = await startProcess(['--sample', '--host', '0.0.0.0'], { env: env2 })
    assert.ok(other.credentials)
    assert.equal(await other.end(), 0)
    // Others can reach it, by a URL that it does not know.
    const warnings = (lines: Record<string, unknown>[]) =>
      lines.filter(({ level }) => level === 40).map(({ msg }) => msg)
    assert.deepEqual(warnings(other.logLines), [
      `tokens and links name ${other.publicUrl}: set --public-url to the URL that clients elsewhere use`,
    ])
    assert.deepEqual(warnings(server.logLines), [])
  })
})
