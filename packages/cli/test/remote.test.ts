import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { createMetrics, createMetricsServer } from '@portico/server/http/hooks/metrics.ts'
import { type CommandResult, portico, porticoProcess } from '@portico/testing/command.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'

// The commands that talk to a server. Some run in a process of their own, as people run them.

let server: TestServer
let admin: Caller
let home: string
before(async () => {
  server = await startTestServer({ engine: anyEngine, sample: true })
  admin = await server.caller('Manage users')
})
beforeEach(async () => {
  home = await temporaryFolder()
})

const run = (...args: string[]): Promise<CommandResult> => portico(args, { env: { XDG_CONFIG_HOME: home } })
const json = async (...args: string[]) => {
  const { code, stdout, stderr } = await run(...args, '--json')
  assert.equal(code, 0, stderr)
  return JSON.parse(stdout)
}
const login = ({ clientId, clientSecret } = admin.credentials) =>
  json('login', '--url', server.url, '--client-id', clientId, '--client-secret', clientSecret)
/** What login leaves, without waiting for it. */
const loggedIn = ({ clientId, clientSecret } = admin.credentials): void => {
  mkdirSync(join(home, 'portico'))
  writeFileSync(
    credentialsFile(),
    JSON.stringify({ current: server.url, servers: { [server.url]: { clientId, clientSecret } } }),
  )
}
const credentialsFile = (): string => join(home, 'portico', 'credentials.json')
const csv = (text: string | Buffer): string => {
  const file = join(home, 'people.csv')
  writeFileSync(file, text)
  return file
}

describe('login and logout', () => {
  test('keep the credentials privately, and forget them', async () => {
    const { file } = await login()
    assert.equal(file, credentialsFile())
    assert.equal(statSync(file).mode & 0o777, 0o600)
    assert.equal(statSync(join(home, 'portico')).mode & 0o777, 0o700)
    assert.ok(readFileSync(file, 'utf8').includes(admin.credentials.clientSecret))

    assert.deepEqual(await json('logout'), { forgotten: [server.url] })
    assert.ok(!readFileSync(file, 'utf8').includes(admin.credentials.clientSecret))
    const { code, stderr } = await run('users', 'list')
    assert.equal(code, 2)
    assert.match(stderr, /^portico: you are not logged in\. Run: portico login/)
    const byNpx = { XDG_CONFIG_HOME: home, npm_lifecycle_event: 'npx' }
    assert.match(
      (await portico(['users', 'list'], { env: byNpx })).stderr,
      /not logged in\. Run: npx portico login --url/,
    )
  })

  test('keep several servers by URL, the last one without being named', async () => {
    await login()
    const other = server.url.replace('127.0.0.1', 'localhost')
    const { clientId, clientSecret } = admin.credentials
    await json('login', '--url', `${other}/`, '--client-id', clientId, '--client-secret', clientSecret)
    assert.deepEqual(Object.keys(JSON.parse(readFileSync(credentialsFile(), 'utf8')).servers), [server.url, other])
    assert.equal(JSON.parse(readFileSync(credentialsFile(), 'utf8')).current, other)
    assert.equal((await json('users', 'list', '--url', server.url, '--limit', '1')).length, 1)
    assert.deepEqual(await json('logout', '--all'), { forgotten: [server.url, other] })
  })

  test('take the secret from standard input', async () => {
    const args = ['login', '--url', server.url, '--client-id', 'x', '--client-secret-stdin']
    const { code, stderr } = await porticoProcess(args, { env: { XDG_CONFIG_HOME: home } })
    assert.equal(code, 1)
    assert.match(stderr, /the secret is empty/)
  })

  test('keep nothing that does not work', async () => {
    const wrong = ['--client-id', admin.credentials.clientId, '--client-secret', 'wrong']
    const { code, stderr } = await run('login', '--url', server.url, ...wrong)
    assert.equal(code, 1)
    assert.match(stderr, /invalid_client/)
    assert.throws(() => statSync(credentialsFile()), { code: 'ENOENT' })
    for (const url of ['localhost', 'localhost:8080', 'id.example.com/portico']) {
      const { code, stderr } = await run('login', '--url', url, ...wrong)
      assert.equal(code, 2)
      assert.ok(stderr.includes(`'${url}' lacks http:// or https:// in front`), stderr)
    }
  })

  test('say where the address is not that of an API, as the port for metrics', async () => {
    const metrics = createMetricsServer(createMetrics().registry, '127.0.0.1').listen(0, '127.0.0.1')
    await once(metrics, 'listening')
    after(() => metrics.close())
    const { port } = metrics.address() as AddressInfo
    for (const url of [`http://127.0.0.1:${port}`, `${server.url}/portal`]) {
      const { code, stderr } = await run('login', '--url', url, '--client-id', 'x', '--client-secret', 'x')
      assert.equal(code, 1)
      assert.ok(stderr.startsWith(`portico: ${url} is not the address of Portico’s API, `), stderr)
    }
  })
})

describe('users', () => {
  test('are created, found, changed and deleted', async () => {
    loggedIn()
    const { key } = await json('users', 'create', '--email', 'ada@cli.example.com', '--name', 'Ada')
    assert.equal((await json('users', 'show', 'ADA@cli.example.com')).key, key)
    const edited = await json('users', 'edit', key, '--name', 'Ada King', '--inactive')
    assert.deepEqual([edited.name, edited.status], ['Ada King', 'Inactive'])
    const { stdout } = await run('users', 'list', '--search', 'cli.example.com', '--status', 'Inactive')
    assert.match(stdout, /^NAME +EMAIL +STATUS +LAST LOGIN +KEY\nAda King +ada@cli\.example\.com +Inactive +- +\S+\n$/)
    assert.deepEqual(await json('users', 'delete', 'ada@cli.example.com'), { key, deleted: true })
    const { code, stderr } = await run('users', 'show', key)
    assert.equal(code, 1)
    assert.match(stderr, /^portico: There is no user .* \(404, PTC-USR-40401, GET .*, trace [0-9a-f]{32}\)\n$/)
  })

  test('who cannot sign in are invited, or given a profile for a password', async () => {
    loggedIn()
    for (const name of ['ivy', 'pat']) await json('users', 'create', '--email', `${name}@no-sign-in.example.com`)
    assert.equal((await run('users', 'invite', 'IVY@no-sign-in.example.com')).stdout, 'Invited.\n')
    assert.equal((await json('users', 'show', 'ivy@no-sign-in.example.com')).status, 'Invited')
    await json('users', 'invite', 'ivy@no-sign-in.example.com')
    const { key } = await json('users', 'add-built-in', 'pat@no-sign-in.example.com')
    const refused = await run('users', 'invite', key)
    assert.equal(refused.code, 1)
    assert.match(refused.stderr, /password-reset sends a link/)
  })

  test('are listed as many as wanted', async () => {
    loggedIn()
    const { stdout, stderr } = await run('users', 'list', '--limit', '5', '--sort=-name')
    assert.equal(stdout.trimEnd().split('\n').length, 6)
    assert.match(stderr, /^5 of \d+: --all lists all of them\.\n$/)
    const { page } = (await admin.call<{ page: { totalResults: number } }>('GET', '/api/identity/v1/users')).body
    assert.equal((await json('users', 'list', '--all')).length, page.totalResults)
  })

  test('are granted a role by its key or its name, and lose it again', async () => {
    loggedIn()
    const { key } = await json('users', 'create', '--email', 'role@cli.example.com')
    const roles: { key: string; name: string; environmentKey: string }[] = await json('roles', 'list', '--all')
    const [role] = roles
    assert.ok(role)
    const alike = roles.filter(({ name }) => name === role.name)
    assert.ok(alike.length > 1)
    const vague = await run('users', 'grant', key, '--role', role.name)
    assert.equal(vague.code, 1)
    for (const one of alike) assert.ok(vague.stderr.includes(one.key), vague.stderr)

    const named = ['--role', role.key]
    await json('users', 'grant', 'role@cli.example.com', ...named)
    assert.equal((await json('users', 'show', key))._embedded.applicationRoles[0].key, role.key)
    await json('users', 'revoke', key, ...named)
    assert.deepEqual((await json('users', 'show', key))._embedded.applicationRoles, [])
  })

  test('are reached without a login by credentials in the environment', async () => {
    const { clientId, clientSecret } = admin.credentials
    const env = { PORTICO_URL: server.url, PORTICO_CLIENT_ID: clientId, PORTICO_CLIENT_SECRET: clientSecret }
    const { code, stdout, stderr } = await portico(['users', 'list', '--limit', '1'], {
      env: { XDG_CONFIG_HOME: home, ...env },
    })
    assert.equal(code, 0, stderr)
    assert.equal(stdout.trimEnd().split('\n').length, 2)
    const elsewhere = await portico(['users', 'list', '--url', 'http://localhost:1'], {
      env: { XDG_CONFIG_HOME: home, ...env },
    })
    assert.match(elsewhere.stderr, /you are not logged in to http:\/\/localhost:1/)
    const wrong = await portico(['users', 'list'], { env: { XDG_CONFIG_HOME: home, ...env, PORTICO_URL: 'localhost' } })
    assert.deepEqual(
      [wrong.code, wrong.stderr],
      [2, "portico: PORTICO_URL: 'localhost' lacks http:// or https:// in front, as in https://id.example.com.\n"],
    )
  })

  test('that answer something else print no control characters to the terminal', async () => {
    const text = JSON.stringify({
      error: 'invalid_client',
      error_description: '\u001b]0;title\u0007red\nportico: done',
    })
    const other = createServer((_request, response) => {
      response.writeHead(401, { 'content-type': 'application/json' }).end(text)
    })
    await once(other.listen(0, '127.0.0.1'), 'listening')
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    const env = { XDG_CONFIG_HOME: home, PORTICO_URL: url, PORTICO_CLIENT_ID: 'id', PORTICO_CLIENT_SECRET: 'secret' }
    const { stderr } = await portico(['users', 'list'], { env })
    other.close()
    assert.match(stderr, /^portico: {2}\]0;title red portico: done \(401, invalid_client, [^\p{Cc}]+\n$/u)
  })

  test('credentials in the environment of which a part is missing or empty are not those of the login', async () => {
    loggedIn()
    const { clientId, clientSecret } = admin.credentials
    for (const [given, missing] of [
      [
        { PORTICO_CLIENT_ID: clientId, PORTICO_CLIENT_SECRET: '' },
        /^portico: PORTICO_CLIENT_SECRET \(or .*_FILE\) is missing/,
      ],
      [{ PORTICO_CLIENT_ID: clientId }, /^portico: PORTICO_CLIENT_SECRET \(or/],
      [{ PORTICO_CLIENT_SECRET: clientSecret }, /^portico: PORTICO_CLIENT_ID is missing/],
    ] as const) {
      const env = { XDG_CONFIG_HOME: home, PORTICO_URL: server.url, ...given }
      const { code, stderr } = await portico(['users', 'list'], { env })
      assert.equal(code, 2)
      assert.match(stderr, missing)
    }
  })

  test('wrong usage ends with 2, a refusal with 1', async () => {
    loggedIn()
    assert.equal((await run('users', 'list', '--status', 'Odd')).code, 2)
    assert.equal((await run('users', 'list', '--limit', '0')).code, 2)
    assert.equal((await run('users', 'create')).code, 2)
    assert.equal((await run('users', 'edit', 'ada@example.com')).code, 1)
    const refused = await run('users', 'list', '--sort', 'nam')
    assert.equal(refused.code, 2)
    assert.match(refused.stderr, /option '--sort <field>' .*Allowed choices are .*email.* Did you mean 'name'\?/)
    const action = await run('audit', 'list', '--action', 'user.created', 'user.create')
    assert.equal(action.code, 2)
    assert.match(action.stderr, /option '--action <action\.\.\.>' .*nearest ones are user\.created/)
    // What only the server can judge is named by the option as well.
    const photo = await run('users', 'create', '--email', 'ada@photo.example.com', '--photo-url', 'ftp://x')
    assert.match(photo.stderr, /^portico: The option --photo-url must be /)
    const unnamed = await run('users', 'show', "Ada O'Hara")
    assert.equal(unnamed.code, 2)
    assert.ok(
      unnamed.stderr.endsWith(`${String.raw`To find it: portico users list --search 'Ada O'\''Hara'`}\n`),
      unnamed.stderr,
    )
  })
})

describe('users import', () => {
  test('creates a user for each line', async () => {
    loggedIn()
    const file = csv(
      '\ufeffEmail,Name,isActive\none@import.example.com,"One, the first",no\n\ntwo@import.example.com,,\n',
    )
    const report = await json('users', 'import', file)
    assert.deepEqual(report, { total: 2, imported: 2, failed: [], unknown: [], notTried: 0 })
    const [one, two] = await json('users', 'list', '--search', 'import.example.com', '--sort', 'email')
    assert.deepEqual([one.name, one.isActive, two.name, two.isActive], ['One, the first', false, null, true])
  })

  test('reads what spreadsheets save: their columns, delimiters and encodings', async () => {
    loggedIn()
    const file = join(home, 'spreadsheet.csv')
    const text = 'sep=;\r\nE-Mail;First name;Last name;Active;;\r\nzoë@sheet.example.com;Zoë;Ångström;FALSCH;;\r\n'
    for (const bytes of [Buffer.from(`\ufeff${text}`, 'utf16le'), Buffer.from(`version:v1.0\n${text}`)]) {
      writeFileSync(file, bytes)
      assert.equal((await run('users', 'import', file, '--json')).code, 0)
      const [user] = await json('users', 'list', '--search', 'sheet.example.com')
      assert.deepEqual([user.email, user.name, user.isActive], ['zoë@sheet.example.com', 'Zoë Ångström', false])
      await run('users', 'delete', user.key)
    }
  })

  test('takes the portal’s file of lines that were not imported, and still refuses a line that is too long', async () => {
    loggedIn()
    const file = csv(
      'email,name,Column 3,Line,Problem\nleft@again.example.com,Ann,,5,“left” is not an e-mail address.\n',
    )
    assert.equal((await json('users', 'import', file)).imported, 1)
    const long = csv('email,name,Column 3,Line,Problem\nlong@again.example.com,Lee,Ann,5,The line has 3 columns\n')
    assert.match((await run('users', 'import', long)).stderr, /line 2 has 3 columns, the first line has 2\./)
  })

  test('says what would happen, and changes nothing, on a dry run', async () => {
    loggedIn()
    await json('users', 'create', '--email', 'there@bücher.example')
    const long = `${'x'.repeat(300)}@dry.example.com`
    const lines = [
      'new@dry.example.com,',
      'There@xn--bcher-kva.example,',
      `${long},`,
      'bad,',
      'x@dry.example.com,maybe',
      'X@dry.example.com,',
      'THERE@BÜCHER.example,no',
    ]
    const file = csv(`sep=,\nemail,isActive\n${lines.join('\n')}\n`)
    const { code, stdout } = await run('users', 'import', file, '--built-in', '--dry-run')
    assert.equal(code, 3)
    assert.match(stdout, /^LINE +USER +WHAT WOULD HAPPEN\n3 +new@dry\S+ +new user\n4 +There@\S+ +exists already: /)
    assert.match(
      stdout,
      /\n5 +x+@\S+ +\S.*\n6 +bad +The field email must be .*\n7 +x@dry\S+ +isActive: enter yes or no, not 'maybe'\n8 +X@dry\S+ +new user\n9 .* Line 4 has the same e-mail\.\n/,
    )
    assert.match(stdout, /\n2 new, 1 exist already and get the profile, 4 would be refused\. Nothing was changed\.\n$/)
    const report = JSON.parse((await run('users', 'import', file, '--built-in', '--dry-run', '--json')).stdout)
    assert.deepEqual(
      report.map(({ line, status }: { line: number; status: string }) => [line, status]),
      [3, 4, 5, 6, 7, 8, 9].map((line) => [line, { 3: 'Inserted', 4: 'Updated', 8: 'Inserted' }[line] ?? 'Error']),
    )
    assert.deepEqual(await json('users', 'list', '--search', 'dry.example.com'), [])
  })

  test('reports line and reason of what fails, and ends with 3', async () => {
    loggedIn()
    csv(
      'email;name;isActive\ngood@partly.example.com;Good;true\nbad;Bad;true\nother@partly.example.com;Other;perhaps\nGOOD@partly.example.com;Twice;no\n',
    )
    const args = ['users', 'import', 'people.csv', '--delimiter', ';']
    const { code, stdout, stderr } = await porticoProcess(args, { env: { XDG_CONFIG_HOME: home }, cwd: home })
    assert.equal(code, 3)
    assert.equal(stdout, '1 of 4 imported.\n')
    assert.match(
      stderr,
      /^\n3 failed:\n\nLINE +USER +REASON\n3 +bad +The field email must be .*\n4 +other\S+ +isActive: .*\n5 +GOOD\S+ +Line 2 has the same e-mail\./,
    )
    assert.doesNotMatch(stderr, /█/)
  })

  test('ends with 1 where nothing was imported, and stops where no line can be', async () => {
    const { credentials } = await server.caller('View end users')
    loggedIn(credentials)
    const emails = Array.from({ length: 50 }, (_, index) => `nobody${index}@stop.example.com`)
    const file = csv(`email\n${emails.join('\n')}\n`)
    const { code, stdout, stderr } = await run('users', 'import', file, '--json')
    assert.equal(code, 1)
    assert.match(stderr, /^portico: .*Manage users.*\nCall the same command again, with the same URL, to go on/)
    const { imported, failed, notTried } = JSON.parse(stdout)
    assert.equal(imported, 0)
    assert.deepEqual([failed, notTried], [[], 50])
  })

  test('changes nothing for a file that is no such CSV', async () => {
    loggedIn()
    for (const [text, reason] of [
      [
        'email,shoeSize\na@broken.example.com,42\n',
        /Portico knows no column 'shoeSize', .*those that Portico knows: email,/,
      ],
      [
        `email,\u009b31m${'x'.repeat(100_000)}\na@broken.example.com,42\n`,
        /^portico: \S+: Portico knows no column ' 31mx{1,256}', which/,
      ],
      ['email\n', /no line below the headings/],
      ['', /people\.csv is empty\.$/m],
      ['# Notes\n\n"These" are none.\n', /is no list of users: .* none of the columns that Portico knows: email,/],
      ['shoeSize,color\n42,red\n', /is no list of users/],
      [
        'email,name\na@broken.example.com,A\nb@broken.example.com,B, Bea\nc@broken.example.com,C\nd@broken.example.com,D,,Dea\n',
        /: line 3 has 3 columns, line 5 has 4 columns, the first line has 2\. The whole file is refused, .*in quotes\.\n$/,
      ],
      [
        `email\n${'a@broken.example.com,A\n'.repeat(12)}`,
        /, line 10 has 2 columns, line 11 has 2 columns, the first line has 1\. 12 lines have too many\. The whole file/,
      ],
      ['email,name\na@broken.example.com,"A" Bea\n', /Line 2 goes on after a quote/],
      [Buffer.from('email,name\na@broken.example.com,Zoë', 'latin1'), /not in UTF-8.*save it as/],
      ['email\n"a@broken.example.com\n', /A quote that begins in line 2 has no end/],
      ['email,name,EMAIL\na@broken.example.com,A,b@broken.example.com\n', /names the column 'email' twice/],
    ] as const) {
      const { code, stderr } = await run('users', 'import', csv(text))
      assert.equal(code, 1, stderr)
      assert.match(stderr, reason)
    }
    const missing = await run('users', 'import', join(home, 'missing.csv'))
    assert.equal(missing.code, 1)
    assert.match(missing.stderr, /^portico: .*missing\.csv: there is no such file or folder\.\n$/)
    const folder = await run('users', 'import', home)
    assert.equal(folder.code, 1)
    assert.match(folder.stderr, /^portico: \S+ is a folder\. Name a CSV file in it\./)
    const file = csv('email\n')
    truncateSync(file, 256 * 2 ** 20 + 1)
    assert.match((await run('users', 'import', file)).stderr, /^portico: \S+ is larger than 256 MB\. Split it/)
    const long = await run('users', 'import', join(home, 'x'.repeat(300)))
    assert.match(long.stderr, /^portico: \S+: its name is too long\.\n$/)
    assert.deepEqual(await json('users', 'list', '--search', 'broken.example.com'), [])
  })
})

test('users import takes more than one request takes, and leaves out what breaks the schema', async () => {
  loggedIn()
  const auditor = await server.caller('View audit trail')
  const imports = async () =>
    (await auditor.call('GET', '/api/management/v1/audit-entries?action=import.started&limit=1')).body
  const before = (await imports()).page.totalResults
  const lines = Array.from({ length: 250 }, (_, index) => `many${index}@batch.example.com`)
  lines[120] = `${'x'.repeat(300)}@batch.example.com`
  // More than a request may have: no other line is refused with it.
  lines[10] = `${'x'.repeat(2 ** 20)}@batch.example.com`
  const { code, stdout } = await run('users', 'import', csv(`email\n${lines.join('\n')}\n`), '--json')
  assert.equal(code, 3)
  const { total, imported, failed, notTried } = JSON.parse(stdout)
  assert.deepEqual([total, imported, notTried], [250, 248, 0])
  assert.deepEqual([failed.length, failed[0].line, failed[1].line], [2, 12, 122])
  assert.match(failed[0].reason, /^email: has 1048594 characters, more than any field takes$/)
  assert.equal(failed[0].name.length, 256)
  assert.match(failed[1].reason, /email must have at most 256 characters/)
  // One entry for the file, which opens to all of them.
  const { page, results } = await imports()
  assert.equal(page.totalResults, before + 1)
  const created = `action=user.created&partOf=${results[0].entity.key}`
  const parts = await auditor.call('GET', `/api/management/v1/audit-entries?${created}`)
  assert.equal(parts.body.page.totalResults, 248)
})

test('users import leaves out all lines that break the schema at once, however many there are', async () => {
  loggedIn()
  const rightLines = [0, 150, 250]
  const lines = Array.from({ length: 300 }, (_, index) => {
    const email = `schema${index}@schema.example.com`
    if (rightLines.includes(index)) return `${email},Right,,`
    return index % 2 === 0 ? `${email},${'x'.repeat(300)},,` : `${email},Right,no key,s${index}`
  })
  const file = csv(`email,name,identityProviderKey,subject\n${lines.join('\n')}\n`)
  for (const [path, args, requests] of [
    ['/api/management/v1/user-previews', ['--dry-run'], 6],
    ['/api/identity/v1/users/bulk', [], 6],
  ] as const) {
    server.logLines.length = 0
    const { code, stdout } = await run('users', 'import', file, '--json', ...args)
    assert.equal(code, 3)
    assert.equal(server.logLines.filter((line) => line.method === 'POST' && line.path === path).length, requests)
    const report = JSON.parse(stdout)
    const refused = report.failed ?? report.filter(({ status }: { status: string }) => status === 'Error')
    assert.equal(refused.length, 297)
    assert.deepEqual(
      [refused[0].line, refused[0].reason, refused[1].line, refused[1].reason, refused[1].errorCode],
      [
        3,
        'The field identityProviderKey must be a UUID such as 018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091.',
        4,
        'The field name must have at most 256 characters.',
        'PTC-REQ-40002',
      ],
    )
  }
})

test('groups are created, filled, shown, emptied and deleted', async () => {
  const { credentials } = await server.caller('Manage users', 'Manage end-user groups')
  loggedIn(credentials)
  const { key } = await json('groups', 'create', '--name', 'By the CLI', '--environment', 'Test')
  await json('users', 'create', '--email', 'grouped@cli.example.com')
  const both = ['by the cli', 'grouped@cli.example.com']
  assert.equal((await json('groups', 'add', ...both)).key, key)
  assert.equal((await json('groups', 'show', key)).users[0].user.email, 'grouped@cli.example.com')
  assert.match(
    (await run('groups', 'list', '--environment', 'Test', '--search', 'CLI')).stdout,
    /\nBy the CLI +\S+ +Test \(\S+\) +-\n$/,
  )
  await json('groups', 'remove', ...both)
  assert.deepEqual((await json('groups', 'show', 'By the CLI', '--environment', 'Test')).users, [])
  assert.deepEqual(await json('groups', 'delete', key), { key, deleted: true })
  const unknown = await run('groups', 'create', '--name', 'X', '--environment', 'Moon')
  assert.equal(unknown.code, 1)
  assert.match(unknown.stderr, /there is no stage Moon\. There are Development, /)
  const nobody = await run('groups', 'show', 'Nobodies')
  assert.equal(nobody.code, 1)
  assert.match(nobody.stderr, /there is no group 'Nobodies'\. To find it: portico groups list --search 'Nobodies'\n$/)
})

test('organization roles, permissions and the audit trail are shown', async () => {
  const { credentials } = await server.caller('Manage users', 'Manage organization roles', 'View audit trail')
  loggedIn(credentials)
  const { key } = await json('users', 'create', '--email', 'member@cli.example.com')
  assert.equal((await run('users', 'grant', key, '--organization-role', 'developer')).stdout, 'Granted Developer.\n')
  assert.equal((await run('users', 'revoke', key, '--organization-role', 'Developer')).code, 0)
  assert.match((await run('roles', 'list', '--organization')).stdout, /\nAdministrator +\S+ +yes +\d+\n/)
  const permissions = await json('permissions', 'list', '--search', 'manage users')
  assert.ok(permissions.some(({ name }: { name: string }) => /Manage users$/.test(name)))
  const entries: { entity: { key: string } }[] = await json('audit', 'list', '--entity', key)
  assert.ok(entries.length >= 3 && entries.every(({ entity }) => entity.key === key))
  assert.match((await run('audit', 'list', '--limit', '1')).stdout, /^TIME +WHO +ACTION +RESULT +WHAT +KEY\n/)
})
