import assert from 'node:assert/strict'
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { Browser, sessionIn, signIn } from '@portico/testing/browser.ts'
import { porticoJson, porticoProgram, type ServerProcess, startProcess } from '@portico/testing/command.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { fetchToken, send } from '@portico/testing/requests.ts'
import { startTestServer } from '@portico/testing/server.ts'
import { walkThrough, walkThroughPermissions } from '@portico/testing/walk-through.ts'

// The package that `npm pack` makes, as `npm test` has installed it into a folder with nothing else.

const root = join(import.meta.dirname, '../../..')
const folder = join(porticoProgram, '../..')
const isInstalled = process.env.PORTICO_TEST_PACKAGE !== undefined

describe('the package', () => {
  test('has 5 MB at most, and everything that it needs', () => {
    assert.ok(isInstalled, 'run by `npm test`')
    const bytes = Number(process.env.PORTICO_TEST_PACKAGE_BYTES)
    assert.ok(bytes > 1_000_000 && bytes < 5_000_000, `${bytes}`)
    assert.deepEqual(globSync('*', { cwd: join(folder, '..') }), ['portico'])
    const files = globSync('{*,bin/*,dist/*,dist/portal/*}', { cwd: folder }).map((file) => file.replaceAll('\\', '/'))
    for (const file of [
      'LICENSE',
      'README.md',
      'dist/licenses.txt',
      'dist/portal/index.html',
      'dist/portal/licenses.md',
    ])
      assert.ok(files.includes(file), file)
    // Nothing that looks for a project's sources, and no file of an earlier build
    assert.ok(!files.some((file) => file.endsWith('.mjs') || file.endsWith('.ts')), String(files))
    assert.equal(files.filter((file) => /^dist\/main-.*\.cjs$/.test(file)).length, 1)
    // What a server starts late has the name of its build: an update must not give it a thread of another version.
    const entries = files.filter((file) => /^dist\/(?:portico|[a-z]+-thread(?:-[^.]*)?)\.cjs$/.test(file)).sort()
    assert.match(
      entries.join(' '),
      /^dist\/build-thread-[0-9a-f]{8}\.cjs dist\/bulk-thread-[0-9a-f]{8}\.cjs dist\/guess-thread-[0-9a-f]{8}\.cjs dist\/outgoing-thread-[0-9a-f]{8}\.cjs dist\/portico\.cjs dist\/reader-thread-[0-9a-f]{8}\.cjs$/,
    )
  })

  test('has the license of each package that is bundled', () => {
    const licenses = readFileSync(join(folder, 'dist/licenses.txt'), 'utf8')
    for (const name of ['oidc-provider', 'fastify', 'kysely', '@zxcvbn-ts/core', '@scalar/fastify-api-reference'])
      assert.match(licenses, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(MIT\\)$`, 'm'))
    const bundled = new Set(
      globSync('dist/*.map', { cwd: folder }).flatMap((file) =>
        sourcesOf(join(folder, file)).flatMap(
          (source) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? [],
        ),
      ),
    )
    assert.ok(bundled.size > 50)
    for (const name of bundled) assert.ok(licenses.includes(`\n${name} `), name)
    assert.match(readFileSync(join(folder, 'dist/portal/licenses.md'), 'utf8'), /@mantine\/core/)
  })

  test('names functions and sources in the stacks of errors', () => {
    // What the command prints first fails, within a function of the bundle.
    const { stderr } = run(['--version'], `process.stdout.write = () => { throw new TypeError('no output') }`)
    assert.match(stderr, /^TypeError: no output$/m)
    assert.match(stderr, /^ +at .*writeOut.*\(packages\/cli\/src\/program\.ts:\d+:\d+\)$/m)
    assert.match(stderr, /runProgram \(packages\/cli\/src\/program\.ts:\d+:\d+\)$/m)
    const line = Number(/writeOut.*program\.ts:(\d+)/.exec(stderr)?.[1])
    const source = readFileSync(join(root, 'packages/cli/src/program.ts'), 'utf8').split('\n')
    assert.match(source[line - 1] ?? '', /stdout\.write/)
  })

  test('names no source of Portico for what is in a package', async () => {
    // A statement fails below Kysely, of which some has the same file as sources.
    const { stderr } = run(
      ['start', '--data', await temporaryFolder(), '--port', '0', '--metrics-port', '0'],
      `const { prototype } = require('node:sqlite').DatabaseSync
      const { prepare } = prototype
      prototype.prepare = function (text) {
        if (text.includes('organizations')) throw new TypeError('no statement')
        return prepare.call(this, text)
      }`,
      { PATH: process.env.PATH },
    )
    assert.match(stderr, /^ +at SqliteConnection\.\w+ \(packages\/server\/src\/db\/[\w-]+\.ts:\d+:\d+\)$/m)
    // What was said to be in a source before was at its last line, where nothing is called.
    const places = [...stderr.matchAll(/(packages\/\S+\.ts):(\d+):\d+\)?$/gm)]
    assert.ok(places.length > 2, stderr)
    for (const [place, file = '', line] of places) {
      const source = readFileSync(join(root, file), 'utf8').split('\n')
      assert.match(source[Number(line) - 1] ?? '', /\w/, place)
    }
    assert.match(stderr, /\.cjs:1:\d+\)?$/m)
    assert.doesNotMatch(stderr, /NaN/)
  })
})

/** The files that a source map names */
const sourcesOf = (map: string): string[] => JSON.parse(readFileSync(map, 'utf8')).sources

describe('a server of the package', () => {
  let server: ServerProcess
  let data: string
  before(async () => {
    data = await temporaryFolder()
    server = await startProcess(['--sample', '--data', data])
  })

  test('runs with little room for young objects and one arena, in one process', () => {
    if (!existsSync('/proc')) return
    const environment = readFileSync(`/proc/${server.child.pid}/environ`, 'utf8').split('\0')
    for (const variable of ['MALLOC_ARENA_MAX=1', 'MALLOC_MMAP_THRESHOLD_=32000'])
      assert.ok(environment.includes(variable), variable)
    const line = readFileSync(`/proc/${server.child.pid}/cmdline`, 'utf8').split('\0')
    for (const flag of ['--max-semi-space-size=4', '--heap-growing-percent=50', '--no-maglev', '--no-sparkplug'])
      assert.ok(line.includes(flag), line.join(' '))
    assert.ok(line.includes(porticoProgram), line.join(' '))
  })

  test('walks through what ODC documents', async () => {
    const grants = walkThroughPermissions.flatMap((name) => ['--grant', name])
    const client = await porticoJson<{ clientId: string; clientSecret: string }>([
      ...['api-client', 'create', '--name', 'Walk', '--data', data],
      ...grants,
    ])
    await walkThrough(server.url, await fetchToken(server.url, client))
  })

  test('publishes the contracts that the sources publish', async () => {
    const { url } = await startTestServer({ engine: anyEngine })
    for (const api of ['identity/v1', 'portfolios/v2', 'asset-repository/v1', 'management/v1']) {
      const [own, expected] = await Promise.all(
        [server.url, url].map((origin) => send(origin, 'GET', `/api/${api}/openapi.json`)),
      )
      assert.equal(own?.status, 200)
      const [packed, sources] = [own, expected].map((one) => ({ ...one?.body, servers: [] }))
      assert.deepEqual(packed, sources, api)
    }
  })

  test('makes an administrator, who signs in with a password', async () => {
    const administrator = { name: 'Ada Lovelace', email: 'ada@example.com', password: 'Quiet-Harbour-7-Lanterns' }
    const token = new URLSearchParams(new URL(server.setUpLink ?? '').hash.slice(1)).get('token')
    const made = await send(server.url, 'POST', '/portal/set-up', { body: { token, ...administrator } })
    assert.equal(made.status, 204, made.text)
    const browser = new Browser(server.url)
    assert.equal(await signIn(browser, administrator), '/')
    assert.equal((await sessionIn(browser)).user.email, administrator.email)
  })

  test('serves the portal and the reference, also to who takes nothing compressed', async () => {
    const html = { headers: { accept: 'text/html' } }
    for (const [page, script, encoding] of [
      ['/account', /src="\/(static\/index-[\w-]+\.js)"/, 'gzip'],
      ['/docs', /src="\/(static\/reference-viewer-[\w-]+\.js)"/, 'br'],
    ] as const) {
      const { status, text } = await send(server.url, 'GET', page, html)
      assert.equal(status, 200)
      const path = `/${script.exec(text)?.[1]}`
      const plain = await send(server.url, 'GET', path)
      const zipped = await send(server.url, 'GET', path, { headers: { 'accept-encoding': 'gzip, br' } })
      assert.deepEqual([plain.status, plain.headers['content-encoding']], [200, undefined])
      assert.deepEqual([zipped.status, zipped.headers['content-encoding']], [200, encoding])
      const built = join(root, 'packages/portal/dist', path)
      if (existsSync(built)) assert.equal(plain.text, readFileSync(built, 'utf8'))
    }
  })

  test('serves the guides, also to who takes nothing compressed', async () => {
    const plain = await send(server.url, 'GET', '/guides/operating')
    const zipped = await send(server.url, 'GET', '/guides/operating', { headers: { 'accept-encoding': 'gzip, br' } })
    assert.match(plain.text, /<h1>Operating<\/h1>/)
    assert.deepEqual([plain.headers['content-encoding'], zipped.headers['content-encoding']], [undefined, 'br'])
  })

  test('stops in order', async () => {
    assert.equal(await server.end(), 0)
  })
})

describe('commands for servers elsewhere', () => {
  test('load nothing of the server', () => {
    // Whatever is loaded is in a file of the bundle, and the map of that file names what it was made of.
    const list = `process.on('exit', () => console.log(JSON.stringify(Object.keys(require.cache))))`
    const environment = {
      ...process.env,
      PORTICO_URL: 'http://127.0.0.1:1',
      PORTICO_CLIENT_ID: 'a',
      PORTICO_CLIENT_SECRET: 'b',
    }
    for (const args of [['--version'], ['--help'], ['users', 'list'], ['audit', 'list'], ['groups', '--help']]) {
      const { stdout } = run(args, list, environment)
      const loaded: string[] = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
      assert.ok(loaded.length > 1, args.join(' '))
      const sources = loaded.filter((file) => existsSync(`${file}.map`)).flatMap((file) => sourcesOf(`${file}.map`))
      const unwanted = sources.filter(
        (source) =>
          /packages\/server\/src\/(?:main|app|context|access|authorization-server|modules|db\/(?!failures))/.test(
            source,
          ) || /node_modules\/(?:fastify|oidc-provider|koa|kysely|typebox|pino|pg)\//.test(source),
      )
      assert.deepEqual(unwanted, [], args.join(' '))
    }
  })
})

/** Runs the program with some code before it, and waits for its end. */
function run(args: string[], code: string, env: NodeJS.ProcessEnv = process.env): SpawnSyncReturns<string> {
  const whole = `import { createRequire } from 'node:module'
    const require = createRequire(${JSON.stringify(porticoProgram)})
    ${code}`
  const preload = ['--import', `data:text/javascript,${encodeURIComponent(whole)}`]
  return spawnSync(process.execPath, [...preload, porticoProgram, ...args], { env, encoding: 'utf8' })
}
