import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type Io, runWithIo } from '@portico/cli/io.ts'
import { openImportJournal } from '@portico/cli/remote/import-journal.ts'
import { portico, spawnPortico } from '@portico/testing/command.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { startTestServer, type TestServer } from '@portico/testing/server.ts'

const operationKey = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

/** Stands for a server that is asked to import at a moment that the test knows. */
async function startStandIn(onImport: () => void, forgets = false): Promise<{ url: string; imports: () => number }> {
  let imports = 0
  let questions = 0
  const answers: Record<string, () => [status: number, body: object]> = {
    '/identity/.well-known/openid-configuration': () => [200, { issuer: url, token_endpoint: `${url}/token` }],
    '/token': () => [200, { access_token: 'token', token_type: 'Bearer', expires_in: 3600 }],
    '/api/identity/v1/users/bulk': () => {
      imports++
      onImport()
      return [202, { key: operationKey, status: 'Pending' }]
    },
    [`/api/identity/v1/users/bulk/${operationKey}`]: () => {
      if (forgets) return [403, {}]
      // The command waits before it asks again: by then it has seen the signal, also on a busy machine.
      if (questions++ === 0) return [200, { key: operationKey, status: 'Processing', operations: [] }]
      const operations = Array.from({ length: 100 }, () => ({ status: 'Inserted', record: {} }))
      return [200, { key: operationKey, status: 'Finished', operations }]
    },
  }
  const server = createServer((request, response) => {
    const [status, body] = answers[request.url ?? '']?.() ?? [404, {}]
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  after(() => server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, imports: () => imports }
}

test('users import that Ctrl+C ends reports what was imported and what was not tried', async () => {
  const home = await temporaryFolder()
  const lines = Array.from({ length: 250 }, (_, index) => `${index}@interrupted.example.com`)
  writeFileSync(join(home, 'people.csv'), `email\n${lines.join('\n')}\n`)
  const { url, imports } = await startStandIn(() => child.kill('SIGINT'))
  const env = { XDG_CONFIG_HOME: home, PORTICO_URL: url, PORTICO_CLIENT_ID: 'id', PORTICO_CLIENT_SECRET: 'secret' }
  const child = spawnPortico(['users', 'import', 'people.csv', '--json'], { cwd: home, env })
  let stdout = ''
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    stdout += text
  })
  const [code] = await once(child, 'close')
  assert.equal(code, 130)
  assert.deepEqual(JSON.parse(stdout), { total: 250, imported: 100, failed: [], unknown: [], notTried: 150 })
  assert.equal(imports(), 1)
})

test('users import tells apart what the server has accepted without saying what became of it', async () => {
  const home = await temporaryFolder()
  const people = join(home, 'people.csv')
  writeFileSync(
    people,
    `email\n${Array.from({ length: 101 }, (_, index) => `${index}@unknown.example.com`).join('\n')}\n`,
  )
  const { url } = await startStandIn(() => {}, true)
  const env = { XDG_CONFIG_HOME: home, PORTICO_URL: url, PORTICO_CLIENT_ID: 'id', PORTICO_CLIENT_SECRET: 'secret' }
  const { code, stdout, stderr } = await portico(['users', 'import', people], { env })
  assert.equal(code, 1)
  assert.equal(stdout, '0 of 101 imported, 100 accepted without a known result, 1 not tried.\n')
  assert.doesNotMatch(stderr, /failed:/)
  assert.match(
    stderr,
    new RegExp(`\n100 accepted by the server.*\n\nLINE +USER +OPERATION\n2 +0@\\S+ +${operationKey}\n`),
  )
  assert.match(
    stderr,
    /\nCall the same command again, with the same URL, to go on from here: nobody is imported twice\.\n$/,
  )
  const { unknown, failed } = JSON.parse((await portico(['users', 'import', people, '--json'], { env })).stdout)
  assert.deepEqual(
    [unknown.length, unknown[0], failed],
    [100, { line: 2, name: '0@unknown.example.com', operation: operationKey }, []],
  )
})

test('users import goes on where what it has done cannot be noted, and says so once', async () => {
  const home = await temporaryFolder()
  const people = join(home, 'people.csv')
  const lines = Array.from({ length: 300 }, (_, index) => `${index}@full.example.com`)
  writeFileSync(people, `email\n${lines.join('\n')}\n`)
  const journals = join(home, 'portico/imports')
  const { url, imports } = await startStandIn(() => {
    const [journal = ''] = readdirSync(journals)
    rmSync(join(journals, journal))
    // Every write to it fails as on a full disk.
    symlinkSync('/dev/full', join(journals, journal))
  })
  const env = { XDG_CONFIG_HOME: home, PORTICO_URL: url, PORTICO_CLIENT_ID: 'id', PORTICO_CLIENT_SECRET: 'secret' }
  const { code, stdout, stderr } = await portico(['users', 'import', people], { env })
  assert.equal(stdout, '300 of 300 imported.\n')
  assert.match(stderr, /^What was imported cannot be noted: .*the disk is full.*\n$/)
  assert.equal(code, 0)
  assert.equal(imports(), 3)
  assert.deepEqual(readdirSync(journals), [])
})

/**
 * Stands before a server and hands requests on. At the `fatal`th import it hands on the request, and then, in place of the
 * answer, calls `onFatal`, and answers nobody until `isBack`.
 */
async function startBreakingProxy(server: string, fatal: number, onFatal: () => void) {
  let imports = 0
  const state = { isBack: false }
  const proxy = createServer(async (request, response) => {
    const isFatal = !state.isBack && request.method === 'POST' && request.url?.endsWith('/users/bulk')
    if (isFatal) imports++
    if (!state.isBack && imports > fatal) return void request.socket.destroy()
    const body = Buffer.concat(await request.toArray())
    const { host = '', authorization, 'content-type': type, 'idempotency-key': key } = request.headers
    const headers = Object.entries({ authorization, 'content-type': type, 'idempotency-key': key, host })
    const answer = await fetch(new URL(request.url ?? '', server), {
      method: request.method ?? 'GET',
      headers: headers.flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value] as [string, string]] : [],
      ),
      ...(body.length > 0 ? { body } : {}),
    })
    const text = await answer.text()
    if (isFatal && imports === fatal) {
      imports++
      onFatal()
      return void request.socket.destroy()
    }
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(text)
  })
  await once(proxy.listen(0, '127.0.0.1'), 'listening')
  after(() => {
    proxy.closeAllConnections()
    proxy.close()
  })
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, state }
}

describe('users import that did not get to its end goes on where it was', () => {
  let server: TestServer
  let credentials: Record<'clientId' | 'clientSecret', string>
  before(async () => {
    server = await startTestServer({ engine: anyEngine })
    credentials = (await server.caller('Manage users')).credentials
  })

  const interrupt = async (domain: string, way: 'killed' | 'server away') => {
    const home = await temporaryFolder()
    const lines = Array.from({ length: 950 }, (_, index) => `${index}@${domain}`)
    lines[333] = `${'x'.repeat(300)}@${domain}`
    lines[444] = 'no e-mail'
    writeFileSync(join(home, 'people.csv'), `email\n${lines.join('\n')}\n`)
    const proxy = await startBreakingProxy(server.url, 6, () => child?.kill('SIGKILL'))
    const env = {
      XDG_CONFIG_HOME: home,
      PORTICO_URL: proxy.url,
      PORTICO_CLIENT_ID: credentials.clientId,
      PORTICO_CLIENT_SECRET: credentials.clientSecret,
    }
    const args = ['users', 'import', 'people.csv', '--json']
    const child = way === 'killed' ? spawnPortico(args, { cwd: home, env }) : undefined
    const run = () => portico(args.with(2, join(home, 'people.csv')), { env })
    if (child) await once(child, 'close')
    else {
      const first = await run()
      assert.equal(first.code, 3)
      assert.match(
        first.stderr,
        /^portico: .*(cannot be reached|gave no answer).*\nCall the same command again, with the same URL, to go on/,
      )
    }
    proxy.state.isBack = true
    return { home, run }
  }

  const createdOf = async (domain: string): Promise<[users: number, entries: number]> => {
    const { db } = server.context.database
    const users = await db.selectFrom('users').select('key').where('email', 'like', `%@${domain}`).execute()
    const keys = users.map(({ key }) => key)
    const entries = db.selectFrom('audit_entries').select('key').where('action', '=', 'user.created')
    return [users.length, (await entries.where('entity_key', 'in', keys).execute()).length]
  }

  for (const way of ['killed', 'server away'] as const) {
    test(`after it was ${way}: nobody twice, nobody lost, with a report of the whole file`, async () => {
      const domain = `${way.replace(' ', '-')}.example.com`
      const { home, run } = await interrupt(domain, way)
      const journals = join(home, 'portico/imports')
      const [journal = ''] = readdirSync(journals)
      assert.equal(statSync(join(journals, journal)).mode & 0o777, 0o600)
      // What a call leaves that is killed while it writes
      appendFileSync(join(journals, journal), '\n{"batch":9,"impor')
      const [known] = await createdOf(domain)
      assert.ok(known > 0 && known < 948, String(known))
      const { code, stdout, stderr } = await run()
      assert.equal(code, 3)
      assert.match(stderr, /An import of this file was interrupted\. It goes on\./)
      const { total, imported, failed, notTried } = JSON.parse(stdout)
      assert.deepEqual([total, imported, notTried], [950, 948, 0])
      assert.deepEqual(
        failed.map(({ line }: { line: number }) => line),
        [335, 446],
      )
      assert.deepEqual(await createdOf(domain), [948, 948])
      assert.deepEqual(readdirSync(journals), [])
      const again = await run()
      assert.equal(JSON.parse(again.stdout).imported, 0)
      assert.deepEqual(await createdOf(domain), [948, 948])
    })
  }

  test('in two calls at once: both tell of all lines, and what one of them leaves behind spoils no other call', async () => {
    const home = await temporaryFolder()
    const env = { XDG_CONFIG_HOME: home }
    const open = () =>
      runWithIo({ env } as unknown as Io, () => openImportJournal([{ line: 2 }], 'here', { fromStart: false }))
    const [one, other] = [open(), open()]
    assert.equal(one.id, other.id)
    one.add({ batch: 0, imported: 1, failed: [] })
    one.remove()
    other.add({ batch: 0, imported: 1, failed: [] })
    assert.deepEqual(readdirSync(join(home, 'portico/imports')), [])
    assert.deepEqual([...open().settled], [])
  })

  test('from the beginning where the server has lost what it had imported: after a backup was restored', async () => {
    const domain = 'restored.example.com'
    const { run } = await interrupt(domain, 'server away')
    const { db } = server.context.database
    const [known] = await createdOf(domain)
    assert.ok(known >= 200, String(known))
    // The backup has the first hundred alone.
    const operations = db.selectFrom('bulk_operations').where('requests', 'like', `%@${domain}%`)
    const [first, ...others] = await operations.select(['key', 'requests']).orderBy('created_at').execute()
    for (const { key, requests } of others) {
      const emails = JSON.parse(requests).map(({ email }: { email: string }) => email)
      await db.deleteFrom('users').where('email', 'in', emails).execute()
      await db.deleteFrom('bulk_operations').where('key', '=', key).execute()
    }
    const { stdout, stderr } = await run()
    assert.match(stderr, /the server has lost some of it, as after a backup was restored\. It begins anew\./)
    assert.equal(JSON.parse(stdout).imported, 948)
    assert.equal((await createdOf(domain))[0], 948)
    // What it still had was found, not refused as existing.
    const again = await operations
      .select('key')
      .where('key', '=', first?.key ?? '')
      .execute()
    assert.equal(again.length, 1)
  })

  test('only where the lines are the same, also where they come through a pipe', async () => {
    const home = await temporaryFolder()
    const journals = join(home, 'portico/imports')
    const pipe = join(home, 'pipe')
    execFileSync('mkfifo', [pipe])
    const proxy = await startBreakingProxy(server.url, 2, () => {})
    const { clientId, clientSecret } = credentials
    const importOf = async (domain: string, lines: number) => {
      const csv = join(home, `${domain}.csv`)
      writeFileSync(csv, `email\n${Array.from({ length: lines }, (_, index) => `${index}@${domain}`).join('\n')}\n`)
      const writer = spawn('sh', ['-c', `cat '${csv}' > '${pipe}'`])
      const env = {
        XDG_CONFIG_HOME: home,
        PORTICO_URL: proxy.url,
        PORTICO_CLIENT_ID: clientId,
        PORTICO_CLIENT_SECRET: clientSecret,
      }
      const result = await portico(['users', 'import', pipe, '--json'], { env })
      writer.kill()
      return result
    }
    const first = await importOf('one.example.com', 350)
    assert.match(first.stderr, /Call the same command again, with the same URL, to go on/)
    assert.equal(readdirSync(journals).length, 1)
    proxy.state.isBack = true
    const other = await importOf('other.example.com', 350)
    assert.equal(JSON.parse(other.stdout).imported, 350)
    assert.doesNotMatch(other.stderr, /goes on/)
    assert.equal((await createdOf('other.example.com'))[0], 350)
  })
})
