import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { before, beforeEach, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { type CommandResult, portico, porticoJson, porticoProgram } from '@portico/testing/command.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'

const root = join(import.meta.dirname, '../../..')
let server: TestServer
let client: { clientId: string; clientSecret: string; key: string }
let folder: string
before(async () => {
  server = await startTestServer({ engine: anyEngine })
})
beforeEach(async () => {
  folder = await temporaryFolder()
  client = await server.createClient([], { mayRotateSecret: true })
})

const environment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  XDG_CONFIG_HOME: folder,
  PORTICO_URL: server.url,
  PORTICO_CLIENT_ID: client.clientId,
  ...more,
})
const rotate = (env: NodeJS.ProcessEnv, ...args: string[]): Promise<CommandResult> =>
  portico(['rotate-secret', ...args], { env })
const works = async (clientSecret: string): Promise<void> => {
  assert.ok(await server.token({ ...client, clientSecret }))
}
const read = (file: string): string => readFileSync(file, 'utf8').trim()
const secretFile = (mode = 0o640): string => {
  const file = join(folder, 'secret')
  writeFileSync(file, `${client.clientSecret}\n`, { mode })
  return file
}

describe('portico rotate-secret', () => {
  test('replaces the file that holds the secret, also behind a link, for its owner alone', async () => {
    const file = secretFile()
    const link = join(folder, 'link')
    symlinkSync(file, link)
    for (const place of [file, link]) {
      const former = read(file)
      const { code, stdout, stderr } = await rotate(environment({ PORTICO_CLIENT_SECRET_FILE: place }))
      assert.equal(code, 0, stderr)
      assert.ok(!stdout.includes(read(file)), 'the secret is not printed')
      assert.notEqual(read(file), former)
      assert.equal(statSync(file).mode & 0o777, 0o600)
      await works(read(file))
      await works(former)
    }
    assert.deepEqual(readdirSync(folder).sort(), ['link', 'secret'])
  })

  test('changes nothing where the file cannot be replaced, or the server refuses', async () => {
    const file = secretFile()
    const other = await server.createClient()
    client = { ...client, clientId: other.clientId, clientSecret: other.clientSecret }
    writeFileSync(file, other.clientSecret)
    const refused = await rotate(environment({ PORTICO_CLIENT_SECRET_FILE: file }))
    assert.equal(refused.code, 1)
    assert.match(refused.stderr, /may not make its own secrets.*PTC-APC-40302/)
    assert.equal(read(file), other.clientSecret)
    assert.deepEqual(readdirSync(folder), ['secret'])
    const missing = await rotate(environment({ PORTICO_CLIENT_SECRET_FILE: join(folder, 'nowhere') }))
    assert.match(missing.stderr, /nowhere/)
    const both = environment({ PORTICO_CLIENT_SECRET_FILE: file, PORTICO_CLIENT_SECRET: 'x' })
    assert.match((await rotate(both)).stderr, /not both/)
    assert.equal((await rotate(environment(), '--overlap', 'long')).code, 2)
  })

  test('prints the secret that came from the environment, and can be run again while that is not used', async () => {
    const env = environment({ PORTICO_CLIENT_SECRET: client.clientSecret })
    const lost = await porticoJson<{ clientSecret: string }>(['rotate-secret'], { env })
    const next = await porticoJson<{ clientSecret: string }>(['rotate-secret'], { env })
    assert.notEqual(lost.clientSecret, next.clientSecret)
    await works(next.clientSecret)
    await server.context.lastUse.flush()
    assert.match((await rotate(env)).stderr, /PTC-APC-40304/)
  })

  test('goes on with the credentials of portico login', async () => {
    const env = { XDG_CONFIG_HOME: folder }
    const { clientId, clientSecret } = client
    const credentials = ['--client-id', clientId, '--client-secret', clientSecret]
    await portico(['login', '--url', server.url, ...credentials], { env })
    const { file } = await porticoJson<{ file: string }>(['rotate-secret', '--overlap', '1'], { env })
    assert.equal(statSync(file).mode & 0o777, 0o600)
    const { servers } = JSON.parse(readFileSync(file, 'utf8'))
    assert.notEqual(servers[server.url].clientSecret, clientSecret)
    await works(servers[server.url].clientSecret)
  })
})

/** Runs the shell lines of docs/rotate-secrets.md as they stand there, but for the server, the client and the places. */
describe('The recipes for scheduled jobs', () => {
  const page = readFileSync(join(root, 'docs/rotate-secrets.md'), 'utf8')
  const block = (language: string, holding: string): string => {
    const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    const found = blocks.find(([, name, text]) => name === language && text?.includes(holding))
    assert.ok(found, `${language} with ${holding}`)
    return found[2] ?? ''
  }
  const ours = (text: string): string =>
    text
      .replaceAll('https://id.example.com', server.url)
      .replaceAll('a581c2e22bb20db4352997cbc5e824ae', client.clientId)
      .replaceAll('/tmp/', `${folder}/`)
      .replaceAll('/etc/payroll', folder)
  /** In a shell that has `portico`, `node` and what stands for `kubectl`, and nothing else of this process. */
  const run = (script: string, env: Record<string, string>) => {
    const bin = join(folder, 'bin')
    mkdirSync(bin)
    const program = (name: string, text: string): void => {
      writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`)
      chmodSync(join(bin, name), 0o755)
    }
    program('portico', `exec '${process.execPath}' '${porticoProgram}' "$@"`)
    program('node', `exec '${process.execPath}' "$@"`)
    program('kubectl', `printf '%s ' "$@" > '${folder}/kubectl.txt'; cp "$5" '${folder}/stored.json'`)
    const path = [bin, '/usr/bin', '/bin'].join(delimiter)
    return promisify(execFile)('sh', ['-euc', script], { env: { HOME: folder, PATH: path, ...env } })
  }
  const variablesIn = (lines: string[]): Record<string, string> =>
    Object.fromEntries(lines.map((line) => line.split(/=(.*)/).slice(0, 2)))

  test('cron', async () => {
    const file = secretFile()
    const lines = ours(block('crontab', 'rotate-secret')).trim().split('\n')
    const command = /^\S+ \S+ \S+ \S+ \S+ (.*)$/.exec(lines.pop() ?? '')?.[1] ?? ''
    await run(command, variablesIn(lines))
    assert.notEqual(read(file), client.clientSecret)
    await works(read(file))
  })

  test('systemd', async () => {
    const file = secretFile()
    const unit = ours(block('ini', 'ExecStart')).trim().split('\n')
    const valuesOf = (name: string) =>
      unit.filter((line) => line.startsWith(`${name}=`)).map((line) => line.slice(name.length + 1))
    const [command = ''] = valuesOf('ExecStart')
    await run(command, variablesIn(valuesOf('Environment')))
    await works(read(file))
    assert.notEqual(read(file), client.clientSecret)
  })

  test('Kubernetes', async () => {
    const script = /args:\n +- \|\n([\s\S]*)/.exec(ours(block('yaml', 'CronJob')))?.[1]?.replace(/^ +/gm, '') ?? ''
    await run(script, {
      PORTICO_URL: server.url,
      PORTICO_CLIENT_ID: client.clientId,
      PORTICO_CLIENT_SECRET: client.clientSecret,
    })
    assert.match(read(join(folder, 'kubectl.txt')), /^patch secret payroll-portico --patch-file /)
    await works(JSON.parse(read(join(folder, 'stored.json'))).stringData['client-secret'])
    const left = readdirSync(folder).filter((name) => !name.startsWith('.'))
    assert.deepEqual(left.sort(), ['bin', 'kubectl.txt', 'stored.json'])
  })
})
