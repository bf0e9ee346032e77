import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { rootCertificates } from 'node:tls'
import { localhostCertificate } from '@portico/testing/certificate.ts'
import { createTestDatabase, onBothEngines, openTestDatabase } from '@portico/testing/databases.ts'
import { startEmbeddedPostgres, type TestPostgres } from '@portico/testing/embedded-postgres.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { until } from '@portico/testing/until.ts'
import { sql } from 'kysely'
import pg from 'pg'
import { SettingError } from '../config/settings.ts'
import { type Database, openDatabase } from './database.ts'
import { isDatabaseFailure, isDatabaseUnavailable, isUniqueViolation } from './failures.ts'
import { newKey } from './keys.ts'
import { postgresConnections } from './postgres-connection.ts'

/** What the promise is rejected with. */
const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => assert.fail('it worked'),
    (error) => error,
  )

const classes = (error: unknown): string[] =>
  [
    isDatabaseUnavailable(error) ? 'unavailable' : '',
    isUniqueViolation(error) ? 'unique' : '',
    isDatabaseFailure(error) ? 'failure' : '',
  ].filter(Boolean)

const organization = (key = newKey(), domain: string | null = null, name = 'x') => ({
  key,
  name,
  domain,
  created_at: '',
})

onBothEngines('errors of the request', (_engine, open) => {
  let database: Database
  before(async () => {
    database = await open()
  })

  test('a key or a unique text that exists already is a unique violation and nothing else', async () => {
    const { db } = database
    const row = organization(newKey(), 'a.example.com')
    await db.insertInto('organizations').values(row).execute()
    const sameKey = db
      .insertInto('organizations')
      .values({ ...row, domain: null })
      .execute()
    assert.deepEqual(classes(await failure(sameKey)), ['unique'])
    const sameDomain = db.insertInto('organizations').values(organization(newKey(), row.domain)).execute()
    assert.deepEqual(classes(await failure(sameDomain)), ['unique'])
  })

  test('a missing parent, a missing value and a mistake in the SQL are none of them', async () => {
    const { db } = database
    const mistakes = [
      () => db.insertInto('organization_changes').values({ organization_key: newKey(), version: 1 }).execute(),
      () =>
        db
          .insertInto('organizations')
          .values(organization(newKey(), null, null as never))
          .execute(),
      () => sql`selct 1`.execute(db),
      () => sql`select * from nowhere`.execute(db),
    ]
    for (const mistake of mistakes) assert.deepEqual(classes(await failure(mistake())), [])
  })
})

describe('SQLite that cannot be used', () => {
  let database: Database
  before(async () => {
    database = await openTestDatabase('sqlite')
  })
  const insert = () => database.db.insertInto('organizations').values(organization()).execute()

  test('a full disk, and again when there is room', async () => {
    const { db } = database
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db)
    await sql.raw(`pragma max_page_count = ${rows[0]?.page_count}`).execute(db)
    const fill = async () => {
      for (let n = 0; n < 1_000; n++) await insert()
    }
    const error = await failure(fill())
    assert.match(String(error), /full/)
    assert.deepEqual(classes(error), ['unavailable', 'failure'])
    await sql`pragma max_page_count = 1000000`.execute(db)
    await insert()
  })

  test('a read-only database', async () => {
    await sql`pragma query_only = 1`.execute(database.db)
    assert.deepEqual(classes(await failure(insert())), ['unavailable', 'failure'])
    await sql`pragma query_only = 0`.execute(database.db)
    await insert()
  })

  test('a file that is no database', async () => {
    const dataFolder = await temporaryFolder()
    await writeFile(join(dataFolder, 'portico.db'), 'This is a text, and a rather long one at that.'.repeat(100))
    const error = (await failure(openDatabase({ database: 'sqlite', dataFolder }))) as Error
    assert.ok(error.message.startsWith(`${join(dataFolder, 'portico.db')} is not a SQLite database`), error.message)
    assert.deepEqual(classes(error.cause), ['failure'])
  })
})

describe('PostgreSQL that cannot be used', () => {
  let postgres: TestPostgres
  let database: Database
  before(async () => {
    postgres = await startEmbeddedPostgres({ tls: localhostCertificate })
    database = await openDatabase({ database: postgres.url, dataFolder: await temporaryFolder() })
  })
  after(async () => {
    await database.close()
    await postgres.stop()
  })
  const ask = () => sql`select 1`.execute(database.db)
  const isThere = () => true
  const isAway = (error: unknown) => {
    assert.ok(isDatabaseUnavailable(error), String(error))
    return false
  }

  /** A query that the server has begun with, and that would take half a minute */
  async function beginLongQuery(): Promise<{ failed: Promise<unknown> }> {
    const failed = failure(sql`select pg_sleep(30)`.execute(database.db))
    const begun = sql`select 1 from pg_stat_activity where state = 'active' and query = 'select pg_sleep(30)'`
    await until(async () => (await begun.execute(database.db)).rows.length === 1, 10_000)
    return { failed }
  }

  test('a connection that the server ends', async () => {
    const { failed } = await beginLongQuery()
    const others = sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and application_name = 'portico'`
    const admin = new pg.Client({ connectionString: postgres.url })
    await admin.connect()
    await admin.query(others.compile(database.db).sql)
    await admin.end()
    assert.deepEqual(classes(await failed), ['unavailable', 'failure'])
    // The pool may not have noticed yet that its idle ones are gone, too.
    await until(() => ask().then(isThere, isAway), 10_000)
  })

  test('a lock that is not given in the time that the server allows (lock_timeout), as a statement that takes too long', async () => {
    const { db } = database
    await sql`create table locked (n int)`.execute(db)
    await db.transaction().execute(async (holder) => {
      await sql`lock table locked`.execute(holder)
      for (const limit of ['lock_timeout', 'statement_timeout']) {
        const waiting = db.transaction().execute(async (trx) => {
          await sql.raw(`set local ${limit} = '10ms'`).execute(trx)
          await sql`select * from locked`.execute(trx)
        })
        assert.deepEqual(classes(await failure(waiting)), ['unavailable', 'failure'], limit)
      }
    })
  })

  test('a crash while a query runs, and no server afterwards', async () => {
    const { failed } = await beginLongQuery()
    await postgres.kill()
    assert.deepEqual(classes(await failed), ['unavailable', 'failure'])
    assert.deepEqual(classes(await failure(ask())), ['unavailable', 'failure'])
    await postgres.restart()
    await until(() => ask().then(isThere, isAway), 10_000)
  })

  test('a connection that is lost in a transaction, to what follows on it as well', async () => {
    const lost = database.db.connection().execute(async (connection) => {
      await sql`select 1`.execute(connection)
      const work = connection.transaction().execute(async (trx) => {
        await sql`select pg_terminate_backend(pg_backend_pid())`.execute(trx)
      })
      // As the migrator gives back its lock
      await work.finally(() => sql`select 1`.execute(connection))
    })
    assert.deepEqual(classes(await failure(lost)), ['unavailable', 'failure'])
    assert.ok(await ask().then(isThere))
  })

  test('a database that only reads', async () => {
    const write = database.db.connection().execute(async (connection) => {
      await sql`set default_transaction_read_only = on`.execute(connection)
      await sql`create table x (y int)`.execute(connection).finally(() => sql`reset all`.execute(connection))
    })
    assert.deepEqual(classes(await failure(write)), ['unavailable', 'failure'])
  })

  test('a server that does not answer', async () => {
    const url = new URL(postgres.url)
    url.searchParams.set('query_timeout', '200')
    const impatient = await openDatabase({ database: url.href, dataFolder: await temporaryFolder() })
    assert.deepEqual(classes(await failure(sql`select pg_sleep(1)`.execute(impatient.db))), ['unavailable', 'failure'])
    await impatient.close()
  })

  const wrong: Record<string, { host?: string; path?: string; port?: string; user?: string }> = {
    'a host that does not exist': { host: 'nowhere.invalid' },
    'a port without a server': { host: '127.0.0.1', port: '1' },
    'a database that does not exist': { path: '/nowhere' },
    'a user who does not exist': { user: 'nobody-at-all' },
  }
  for (const [name, { host, path, port, user }] of Object.entries(wrong)) {
    test(name, async () => {
      const url = new URL(postgres.url)
      if (host) url.searchParams.set('host', host)
      if (port) url.port = port
      if (path) url.pathname = path
      if (user) url.username = user
      const other = await openDatabase({ database: url.href, dataFolder: await temporaryFolder() })
      assert.deepEqual(classes(await failure(sql`select 1`.execute(other.db))), ['unavailable', 'failure'])
      await other.close()
    })
  }

  /** By its port, with these parameters and no others */
  const byPort = (host: string, parameters: Record<string, string>): string => {
    const url = new URL(postgres.url)
    url.hostname = host
    url.search = new URLSearchParams(parameters).toString()
    return url.href
  }
  const connectionTo = async (url: string): Promise<{ ssl: boolean; client: string | null } | undefined> => {
    const other = await openDatabase({ database: url, dataFolder: '' })
    try {
      const { rows } = await sql<{
        ssl: boolean
        client: string | null
      }>`select ssl, client_dn as client from pg_stat_ssl where pid = pg_backend_pid()`.execute(other.db)
      return rows[0]
    } finally {
      await other.close()
    }
  }

  const isEncrypted = async (url: string): Promise<boolean | undefined> => (await connectionTo(url))?.ssl

  test('TLS is used where it is asked for, with a certificate of this authority and this name only', async () => {
    const folder = await temporaryFolder()
    const [authority, other] = [join(folder, 'ca.pem'), join(folder, 'other.pem')]
    await writeFile(authority, localhostCertificate.cert)
    await writeFile(other, rootCertificates[0] ?? '')
    const secure = { sslmode: 'verify-full', sslrootcert: authority }
    assert.equal(await isEncrypted(byPort('localhost', secure)), true)
    assert.equal(await isEncrypted(byPort('localhost', { sslmode: 'disable' })), false)
    assert.equal(await isEncrypted(byPort('localhost', {})), false)
    for (const [host, parameters, says] of [
      [
        'localhost',
        { ...secure, sslrootcert: other },
        /TLS with PostgreSQL failed: self-signed certificate.*sslrootcert/,
      ],
      ['localhost', { sslmode: 'verify-full' }, /TLS with PostgreSQL failed: self-signed certificate.*sslrootcert/],
      // The certificate is for localhost.
      ['127.0.0.1', secure, /TLS with PostgreSQL failed: .*does not match certificate/],
    ] as const) {
      const error = await failure(isEncrypted(byPort(host, parameters)))
      assert.match(String(error), says)
      assert.deepEqual(classes(error), ['unavailable', 'failure'])
    }
    const missing = await failure(
      isEncrypted(byPort('localhost', { ...secure, sslrootcert: join(folder, 'none.pem') })),
    )
    assert.ok(missing instanceof SettingError)
  })

  test('a certificate of the client is shown, so that the role needs no password', async () => {
    const folder = await temporaryFolder()
    const [sslcert, sslkey] = [join(folder, 'client.pem'), join(folder, 'client.key')]
    await writeFile(sslcert, localhostCertificate.cert)
    await writeFile(sslkey, localhostCertificate.key)
    const secure = { sslmode: 'verify-full', sslrootcert: sslcert }
    assert.equal((await connectionTo(byPort('localhost', secure)))?.client, null)
    assert.match(
      String((await connectionTo(byPort('localhost', { ...secure, sslcert, sslkey })))?.client),
      /CN=localhost/,
    )
  })

  test('a user who may not make tables', async () => {
    const place = await createTestDatabase('postgres')
    const owner = await openDatabase(place)
    await sql`create role visitor login`.execute(owner.db)
    const url = new URL(place.database)
    url.username = 'visitor'
    const visitor = await openDatabase({ ...place, database: url.href })
    assert.deepEqual(classes(await failure(sql`create table public.x (y int)`.execute(visitor.db))), ['failure'])
    await visitor.close()
    await sql`drop role visitor`.execute(owner.db)
    await owner.close()
    await place.remove()
  })
})

test('nothing is sent to another machine in plain text unless the URL says so', async () => {
  const tls = (url: string) => postgresConnections(url)[0].ssl !== false
  for (const host of [
    'db',
    'db.example.com',
    '10.0.0.5',
    '[fd00::5]',
    'localhost.example.com',
    '127.0.0.1.example.com',
  ]) {
    assert.ok(tls(`postgres://u:p@${host}:5432/portico`), host)
    assert.ok(tls(`postgres://u:p@localhost/portico?host=${host.replace(/[[\]]/g, '')}`), host)
    assert.ok(!tls(`postgres://u:p@${host}/portico?sslmode=disable`), host)
  }
  for (const url of ['localhost', '127.0.0.1:5433', '[::1]', '%2Frun%2Fpostgresql'].map(
    (host) => `postgres://u:p@${host}/x`,
  )) {
    assert.ok(!tls(url), url)
    assert.ok(tls(`${url}?sslmode=verify-full`), url)
  }
  assert.ok(!tls('postgres://u@db.example.com/x?host=/run/postgresql'))
  const [{ connectionString }] = postgresConnections(
    'postgres://u:p%25@db:5433/x?sslmode=verify-full&query_timeout=700',
  )
  assert.equal(connectionString, 'postgres://u:p%25@db:5433/x?query_timeout=700')

  // A server that offers no TLS, on another machine as far as the URL can tell.
  let received = 0
  const server = createServer((socket) => {
    socket.on('data', (bytes) => {
      received += bytes.length
      socket.write('N')
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  const url = `postgres://portico:s3cret@localhost:${port}/x?sslmode=verify-full`
  const database = await openDatabase({ database: url, dataFolder: '' })
  const error = await failure(sql`select 1`.execute(database.db))
  assert.match(String(error), /the server does not offer it.*sslmode=disable/)
  assert.deepEqual(classes(error), ['unavailable', 'failure'])
  await database.close()
  await new Promise((closed) => server.close(closed))
  assert.equal(received % 8, 0, 'only the questions whether there is TLS')
})

test('errors of other parts of the product are not the database’s', () => {
  const missingFile = Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' })
  const hungUp = Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
  for (const error of [missingFile, hungUp, new Error('x'), new TypeError('x'), undefined, null, 'text', 5])
    assert.deepEqual(classes(error), [])
})
