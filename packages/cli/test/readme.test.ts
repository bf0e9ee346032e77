import assert from 'node:assert/strict'
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { porticoProgram } from '@portico/testing/command.ts'

// Runs what the README, the documents beside it and the first start tell a newcomer to run.

const root = join(import.meta.dirname, '../../..')
const binFolder = join(root, 'node_modules/.bin')
const temporary = mkdtempSync(join(tmpdir(), 'portico-readme-'))
const running = new Set<ChildProcess>()
after(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(temporary, { recursive: true, force: true })
})

/** What a shell of the newcomer has: nothing of npm's, which runs this test, and no settings. */
const shell = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|PORTICO_)/i.test(name)))
/** Its own programs first: the Node that the newcomer has runs npx and `node -p`. */
const folders = [
  ...(process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.endsWith(join('node_modules', '.bin'))),
  binFolder,
]

/** With a curl in it: the machine's, or where it has none, the stand-in. */
const pathWithCurl = [
  ...(folders.some((folder) => existsSync(join(folder, 'curl'))) ? [] : [curlFolder()]),
  ...folders,
].join(delimiter)

function curlFolder(): string {
  const folder = join(temporary, 'bin')
  mkdirSync(folder)
  const script = `#!/bin/sh\nexec '${process.execPath}' '${join(import.meta.dirname, 'support/curl.mjs')}' "$@"\n`
  writeFileSync(join(folder, 'curl'), script)
  chmodSync(join(folder, 'curl'), 0o755)
  return folder
}

/** A folder to paste the commands in: as where Portico was installed, it has node_modules, where npx finds it. */
function workingFolder(name: string): string {
  const folder = join(temporary, name)
  mkdirSync(folder)
  symlinkSync(join(porticoProgram, '../../..'), join(folder, 'node_modules'))
  return folder
}

interface Server {
  url: string
  /** What the start printed for people */
  printed: string
  stop(): Promise<void>
}

/** `portico start` in a folder, on a port that is free. */
async function start(folder: string, path = pathWithCurl): Promise<Server> {
  const child = spawn(process.execPath, [porticoProgram, 'start'], {
    cwd: folder,
    env: { ...shell, PATH: path, PORTICO_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let [printed, logged] = ['', '']
  child.stderr.setEncoding('utf8').on('data', (text) => (logged += text))
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text
      if (/Portico is running[\s\S]*\n\n$/.test(printed)) resolve()
    })
    child.on('exit', (code) => reject(new Error(`portico start ended with ${code}:\n${logged}`)))
  })
  return {
    url: /^ *Reference +(\S+)\/docs$/m.exec(printed)?.[1] ?? '',
    printed,
    async stop() {
      child.kill('SIGTERM')
      const [code] = await once(child, 'exit')
      running.delete(child)
      assert.equal(code, 0)
    },
  }
}

/** Runs the commands in one bash, which stops at the first that fails. @returns what each wrote to stdout */
async function paste(commands: string[], folder: string, path: string): Promise<string[]> {
  const script = commands.map((command) => `${command}\nprintf '\\0'\n`).join('')
  const { stdout } = await promisify(execFile)('bash', ['-eu', '-c', script], {
    cwd: folder,
    env: { ...shell, PATH: path },
  })
  return stdout.split('\0').slice(0, -1)
}

interface Step {
  command: string
  /** What the README says that it answers */
  answer: { language: string; text: string } | undefined
}

/** The bash blocks under "Getting started without the portal", each with the block after it. */
function gettingStarted(): Step[] {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const section = /^## Getting started without the portal\n([\s\S]*?)^## /m.exec(readme)?.[1] ?? ''
  const blocks = [...section.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({
    language,
    text,
  }))
  return blocks.flatMap((block, index) => {
    const next = blocks[index + 1]
    return block.language === 'bash'
      ? [{ command: block.text, answer: next?.language === 'bash' ? undefined : next }]
      : []
  })
}

/** The bash blocks of a document, or of the part of it under one heading */
function commandsOf(document: string, heading?: string): string[] {
  const text = readFileSync(join(root, document), 'utf8')
  const part = heading === undefined ? text : (text.split(`\n## ${heading}\n`)[1]?.split(/^## /m)[0] ?? '')
  return [...part.matchAll(/^```bash\n([\s\S]*?)^```$/gm)].map(([, command = '']) => command)
}

/** The names of the fields and the types of the values; of a list, those of its first entry. */
function form(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(form)
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, form(member)]))
}

// biome-ignore lint/suspicious/noExplicitAny: whatever the server answers; the assertions say what it should be
type Answer = any

describe("the README's getting-started path, and then the documents", () => {
  let server: Server
  const folder = workingFolder('getting-started')
  before(async () => {
    server = await start(folder)
  })
  after(() => server.stop())

  test('works as it stands, and answers what the README says', async () => {
    const steps = gettingStarted()
    // The only thing that is rewritten: port 8080 may be taken on the machine that runs this.
    const here = (text: string): string => text.replaceAll('http://localhost:8080', server.url)
    const answers = await paste(
      steps.map(({ command }) => here(command)),
      folder,
      pathWithCurl,
    )
    for (const [index, { command, answer }] of steps.entries()) {
      if (answer?.language === 'json') {
        assert.deepEqual(form(JSON.parse(answers[index] ?? '')), form(JSON.parse(answer.text)), command)
      } else if (answer) assert.equal(answers[index], here(answer.text), command)
    }

    const [client, , token, users, withRoles] = answers.map(
      (text, index): Answer => (index === 1 || text === '' ? text : JSON.parse(text)),
    )
    assert.match(client.clientSecret, /^ptcs_[0-9a-f]{72}$/)
    assert.equal(token.token_type, 'Bearer')
    assert.equal(token.expires_in, 43_200)
    const promised: Answer = JSON.parse(steps[3]?.answer?.text ?? '')
    assert.deepEqual(users.page, promised.page)
    assert.equal(users.results.length, 10)
    assert.equal(users.results[0].name, promised.results[0].name)
    assert.equal(withRoles.results.length, 10)
    assert.ok(withRoles.results.every((user: Answer) => user.access.hasApplicationRoles))
    assert.ok(
      readFileSync(join(root, 'README.md'), 'utf8').includes(`${withRoles.page.totalResults} of the sample users`),
    )
    for (const file of ['client.json', 'discovery.json', 'token.json']) assert.ok(!existsSync(join(folder, file)))
  })

  test('the commands of docs/sign-in-applications.md register both samples', async () => {
    // The samples themselves are run by the portal's tests, and belong to no installation.
    const commands = commandsOf('docs/sign-in-applications.md', 'From nothing to signed in').map((block) =>
      block.replaceAll(/^npm .*$/gm, ''),
    )
    assert.equal(commands.length, 4)
    await paste(
      [...commands, 'test -n "$CLIENT_SECRET"; echo "$CLIENT_ID"; rm sample.json page.json'],
      folder,
      pathWithCurl,
    )
  })

  test('the commands of docs/commands.md and of several organizations work as they stand', async () => {
    const commands = [...commandsOf('docs/commands.md'), ...commandsOf('docs/operating.md', 'Several organizations')]
    assert.equal(commands.length, 2)
    const [rotated = '', acme = ''] = await paste(commands, folder, pathWithCurl)
    assert.match(rotated, /ptcs_[\s\S]*ptcs_[\s\S]*EdDSA/)
    assert.match(acme, /acme\.example\.com[\s\S]*ptcs_/)
  })
})

test('the README has fewer than 900 words', () => {
  const words = readFileSync(join(root, 'README.md'), 'utf8').split(/\s+/).filter(Boolean)
  assert.ok(words.length < 900, `${words.length}`)
})

describe('the commands that the first start prints', () => {
  const ways: Record<string, [pathOfStart: string, program: string]> = {
    'with curl': [pathWithCurl, 'curl '],
    'without curl': [binFolder, 'node '],
  }
  for (const [way, [path, program]] of Object.entries(ways)) {
    test(`work as printed, ${way}`, async () => {
      const folder = workingFolder(way)
      const server = await start(folder, path)
      const commands = server.printed.split('\n').filter((line) => /^(curl |node |TOKEN=)/.test(line))
      assert.equal(commands.length, 3)
      assert.ok(commands[0]?.startsWith(program) && commands[1]?.includes(`$(${program}`), server.printed)
      const [discovery = '', token = '', users = ''] = await paste(
        commands,
        folder,
        way === 'without curl' ? folders.join(delimiter) : path,
      )
      assert.equal(JSON.parse(discovery).token_endpoint, `${server.url}/identity/token`)
      assert.match(token, /^[\w-]+\.[\w-]+\.[\w-]+\n$/)
      assert.equal(JSON.parse(users).results.length, 10)
      await server.stop()
    })
  }
})
