import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { portico, porticoProcess } from '@portico/testing/command.ts'
import type { Command, CommanderError } from 'commander'
import { buildProgram } from '../src/program.ts'

const tree: Record<string, string[]> = {
  start: [],
  'api-client': [
    'create',
    'list',
    'show',
    'edit',
    'grant',
    'generate-secret',
    'end-secret',
    'suspend',
    'resume',
    'delete',
  ],
  'relying-party': ['create', 'list', 'show', 'edit', 'generate-secret', 'end-secret', 'delete'],
  'registered-api': ['create', 'list', 'show', 'edit', 'grant', 'delete'],
  organization: ['create', 'list', 'limit', 'browser-origins', 'set-up-link', 'reset-sign-in-settings'],
  keys: ['rotate', 'list'],
  'master-key': ['check', 'rotate'],
  backup: [],
  restore: [],
  migrate: [],
  login: [],
  logout: [],
  'rotate-secret': [],
  users: ['list', 'show', 'create', 'edit', 'delete', 'grant', 'revoke', 'invite', 'add-built-in', 'import'],
  groups: ['list', 'show', 'create', 'delete', 'add', 'remove'],
  roles: ['list'],
  assets: ['list', 'show', 'create', 'revise', 'tag'],
  permissions: ['list'],
  audit: ['list'],
  completion: [],
}

/** Those that work on this machine's database. */
const local = [
  'start',
  'api-client',
  'relying-party',
  'registered-api',
  'organization',
  'keys',
  'master-key',
  'backup',
  'restore',
  'migrate',
]

/** Those that send no request, or one without an access token. */
const withoutServer = ['login', 'logout', 'completion']

async function find(path: string[]): Promise<Command> {
  let command = await buildProgram()
  for (const name of path) command = command.commands.find((one) => one.name() === name) ?? assert.fail(name)
  return command
}

async function helpOf(path: string[]): Promise<string> {
  let help = ''
  const command = await find(path)
  command
    .configureOutput({
      writeOut(text) {
        help += text
      },
    })
    .outputHelp()
  return help
}

const namesOf = (command: Command): string[] => command.commands.map((one) => one.name())

test('there are these commands', async () => {
  assert.deepEqual(namesOf(await find([])), Object.keys(tree))
  for (const [name, commands] of Object.entries(tree))
    assert.deepEqual(namesOf(await find([name])).sort(), commands.sort())
})

describe('--help has examples', () => {
  for (const [name, commands] of Object.entries(tree)) {
    for (const path of [[name], ...commands.map((command) => [name, command])]) {
      test(path.join(' '), async () => {
        const help = await helpOf(path)
        const [, examples] = help.split(/\nExamples?:\n/)
        assert.ok(examples?.includes(`  portico ${path.join(' ')}`), help)
        // No file of the repository: the package has none of them.
        assert.doesNotMatch(help, /\bdocs\/[\w-]+\.md/)
        if (commands.length > 0 && path.length === 1) return
        if (name !== 'completion') assert.match(help, /--json/)
        if (local.includes(name)) assert.match(help, /PORTICO_DATA/)
        else if (!withoutServer.includes(name)) assert.match(help, /\nPermissions?(, one of [^:]+)?:/)
      })
    }
  }
})

test('--help names the permissions that the operations of a command declare', async () => {
  for (const [path, said] of [
    ['audit list', /\nPermission: Organization management > View audit trail\n/],
    ['users edit', /\nPermission: User and access management > Manage users\n/],
    ['users revoke', /\n {2}--role: End-user management > Manage end-user access\n/],
    ['assets tag', /\n {2}Asset management > Change; Release management > Release\n/],
    ['assets create', /\nPermission: Asset management > Create\n/],
    ['assets list', /\nPermission, one of these: Asset management > Open, Create, /],
    ['permissions list', /\nPermission: any\n/],
    ['rotate-secret', /\nPermission: none\n/],
  ] as const) {
    assert.match(await helpOf(path.split(' ')), said)
  }
})

test('each example can be read by the command that it is for', async () => {
  for (const path of [
    [],
    ...Object.entries(tree).flatMap(([name, names]) => [[name], ...names.map((n) => [name, n])]),
  ]) {
    const [, examples = ''] = (await helpOf(path)).split(/\nExamples?:\n/)
    const lines = examples
      .split('\n')
      .flatMap((line) => /^ {2}portico (.*?)(?: [<>] \S+)?(?: {3,}.*)?$/.exec(line)?.[1] ?? [])
    assert.ok(lines.length > 0)
    for (const line of lines) {
      const words = [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
        ([, one, two, plain]) => one ?? two ?? plain ?? '',
      )
      assert.equal(await usageProblem(words), undefined, line)
    }
  }
})

/** What the command line says about these arguments; undefined where it would begin to work. */
async function usageProblem(args: string[]): Promise<string | undefined> {
  const program = await buildProgram()
  let said = ''
  for (const command of [program, ...program.commands.flatMap((one) => [one, ...one.commands])]) {
    command
      .exitOverride((error: CommanderError) => {
        throw error
      })
      .configureOutput({
        writeErr(text) {
          said += text
        },
      })
    if (command.commands.length === 0) command.action(() => {})
  }
  try {
    await program.parseAsync(args, { from: 'user' })
    return undefined
  } catch (error) {
    assert.notEqual((error as CommanderError).exitCode, 0)
    return said
  }
}

test('no command ignores an option that it does not know, or an argument too many', async () => {
  for (const path of Object.entries(tree).flatMap(([name, names]) =>
    names.length > 0 ? names.map((one) => [name, one]) : [[name]],
  )) {
    const command = await find(path)
    const given = command.registeredArguments.map(() => 'Development')
    const needed = command.options
      .filter((one) => one.mandatory)
      .flatMap(({ long, argChoices }) => [long ?? '', argChoices?.[0] ?? 'https://a.example'])
    for (const more of [['--limt', '5'], ['?limt=5']]) {
      const said = await usageProblem([...path, ...given, ...needed, ...more])
      const isVariadic = command.registeredArguments.some(({ variadic }) => variadic)
      if (isVariadic && more.length === 1) continue
      assert.match(said ?? 'nothing', /unknown option '--limt'|too many arguments/, path.join(' '))
    }
  }
})

describe('wrong usage', () => {
  for (const [args, said] of [
    [[], /Usage: portico/],
    [['frobnicate'], /unknown command 'frobnicate'/],
    [['api-client', 'frob'], /unknown command 'frob'/],
    [['start', '--prot', '9000'], /unknown option '--prot'.*\n.*--port/],
    [['start', 'something'], /too many arguments/],
    [['start', '--port'], /argument missing/],
    [['api-client', 'create'], /required option '--name <name>' not specified/],
    [['api-client', 'show'], /missing required argument 'client'/],
    [['api-client', 'create', '--name', ''], /1 to 256 characters/],
    [['api-client', 'create', '--name', 'x'.repeat(257)], /1 to 256 characters/],
    [['api-client', 'create', '--name', 'a\tb'], /1 to 256 characters/],
    [['api-client', 'create', '--name', 'a', '--description', 'x'.repeat(1_025)], /up to 1024 characters/],
    [['api-client', 'create', '--name', 'a', '--jwks', '/nowhere.json'], /cannot be read: ENOENT/],
    [['api-client', 'create', '--name', 'a', '--jwks', 'package.json'], /must hold a JSON Web Key Set/],
    [['api-client', 'generate-secret', 'a', '--overlap', '1.5'], /whole number of hours/],
    [['api-client', 'list', '--status', 'Fine'], /Suspended, Expired, NeedsAttention, Available/],
    [['keys', 'rotate', '--algorithm', 'HS256'], /ES256, RS256, PS256, EdDSA/],
    [['organization', 'create', '--name', 'a'], /'--domain <host>' not specified/],
    [['organization', 'limit', '--bulk-per-minute', '5'], /missing required argument 'organization'/],
    ...['0', '-5', '1.5', '1e3', 'none', '', '1000000001'].map((text) => [
      ['organization', 'limit', 'a', '--requests-per-minute', text],
      /a number of requests a minute from 1 to 1,000,000,000, or off, or default/,
    ]),
    [['organization', 'limit', 'a', '--bulk-per-minute', 'some'], /--bulk-per-minute <number>.*or off, or default/],
  ] as [string[], RegExp][]) {
    test(`portico ${args.join(' ').slice(0, 60)}`, async () => {
      assert.match((await usageProblem(args)) ?? 'nothing', said)
    })
  }

  test('a name of 256 characters is allowed, whatever they are', async () => {
    assert.equal(await usageProblem(['api-client', 'create', '--name', '🔑'.repeat(256)]), undefined)
    assert.equal(await usageProblem(['api-client', 'create', '--name', 'a', '--description', 'two\nlines']), undefined)
  })
})

describe('the program, and its process', { concurrency: 2 }, () => {
  for (const [args, run] of [
    [['frobnicate'], porticoProcess],
    [[], portico],
    [['api-client', 'create'], portico],
    [['keys', 'rotate', '--algorithm', 'HS256'], portico],
  ] as const) {
    test(`portico ${args.join(' ')} ends with 2 and says so on stderr only`, async () => {
      const { code, stdout, stderr } = await run(args)
      assert.deepEqual([code, stdout], [2, ''])
      assert.match(stderr, /Usage|error: /)
    })
  }

  for (const [args, run] of [
    [['--version'], porticoProcess],
    [['--help'], portico],
    [['api-client', 'create', '--help'], portico],
  ] as const) {
    test(`portico ${args.join(' ')} ends with 0 and answers on stdout only`, async () => {
      const { code, stdout, stderr } = await run(args)
      assert.deepEqual([code, stderr], [0, ''])
      assert.match(stdout, /^Usage: portico|^\d+\.\d+\.\d+\n$/)
    })
  }
})

test('a start loads the start alone: no other command and no client', async () => {
  const script = `
    import { registerHooks } from 'node:module'
    registerHooks({ load(url, context, next) { console.log(url); return next(url, context) } })
    process.argv = [process.argv[0], 'portico', 'start', '--help']
    await import(${JSON.stringify(new URL('../src/main.ts', import.meta.url).href)})`
  const child = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })
  // commander ends --help by an error, and what reports errors knows those of the client.
  const [loaded = '', reporting] = child.stdout.split(/.*cli\/src\/failures\.ts\n/)
  assert.ok(reporting !== undefined, child.stderr)
  assert.match(loaded, /cli\/src\/commands\/start\.ts\n/)
  assert.doesNotMatch(loaded, /cli\/src\/(?:remote|commands\/(?!start))|packages\/sdk/)
})
