import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { chmod, copyFile, mkdir, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { before, describe, test } from 'node:test'
import { readConfig } from '@portico/server/config/config.ts'
import { type RunningServer, startServer } from '@portico/server/main.ts'
import { portico, porticoJson, porticoProcess } from '@portico/testing/command.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { callWith, fetchToken } from '@portico/testing/requests.ts'
import { until } from '@portico/testing/until.ts'

const users = '/api/identity/v1/users'
const startOn = (data: string): Promise<RunningServer> =>
  startServer(readConfig({ data, port: '0', metricsPort: 'off', logLevel: 'silent' }, {}), {})
const modeOf = async (file: string): Promise<number> => (await stat(file)).mode & 0o777

/** Changes a database as another version or a person might. */
function change(file: string, sql: string): void {
  const database = new DatabaseSync(file)
  database.exec(sql)
  database.close()
}

function read(file: string, sql: string): Record<string, unknown>[] {
  const database = new DatabaseSync(file, { readOnly: true })
  const rows = database.prepare(sql).all()
  database.close()
  return rows.map((row) => ({ ...row }))
}

const countIn = (file: string, table: string): number => Number(read(file, `select count(*) as n from ${table}`)[0]?.n)

describe('a backup, and going back to it', () => {
  let data: string
  let folder: string
  let file: string
  let server: RunningServer
  let credentials: NonNullable<RunningServer['credentials']>
  /** Users that were there before the backup began */
  const earlier: string[] = []

  /** Three writers at once, without a pause, until they are told to stop */
  async function whileWriting<T>(
    work: (written: string[]) => Promise<T>,
  ): Promise<{ result: T; written: string[]; slowest: number }> {
    const call = callWith(server.listening, await fetchToken(server.listening, credentials))
    const written: string[] = []
    let slowest = 0
    let isOver = false
    const writer = async (name: number): Promise<void> => {
      for (let n = 0; !isOver; n++) {
        const began = performance.now()
        const email = `${randomBytes(6).toString('hex')}-${name}-${n}@example.com`
        const { status, body } = await call('POST', users, { email })
        assert.equal(status, 201)
        written.push(body.key)
        slowest = Math.max(slowest, performance.now() - began)
      }
    }
    const writers = Promise.all([0, 1, 2].map(writer))
    const result = await work(written).finally(() => {
      isOver = true
    })
    await writers
    return { result, written, slowest }
  }

  test('ends while users are written as fast as they can be, and holds up no request', async () => {
    data = await temporaryFolder()
    folder = await temporaryFolder()
    file = join(folder, 'monday.db')
    server = await startOn(data)
    credentials = server.credentials ?? assert.fail()
    earlier.push(...(await whileWriting((written) => until(() => written.length > 20, 20_000))).written)

    const { result, written, slowest } = await whileWriting(async () => {
      const seen: string[] = []
      const watch = setInterval(async () => {
        for (const name of await readdir(folder))
          seen.push(`${name} ${(await modeOf(join(folder, name)).catch(() => 0o600)).toString(8)}`)
      }, 5)
      const ended = await porticoProcess(['backup', '--data', data, file, '--json'])
      clearInterval(watch)
      return { ...ended, seen }
    })
    assert.deepEqual([result.code, result.stderr], [0, ''])
    const { masterKey, bytes, nextMasterKey } = JSON.parse(result.stdout)
    assert.match(masterKey, /^[0-9a-f]{16}$/)
    assert.equal(nextMasterKey, null)
    assert.equal(bytes, (await stat(file)).size)
    assert.ok(written.length > 10 && slowest < 5_000, `${written.length} users, the slowest ${slowest} ms`)
    assert.ok(result.seen.length > 0 && result.seen.every((name) => / 600$/.test(name)), String(result.seen))
    assert.deepEqual(await readdir(folder), ['monday.db'])
    const inside = new Set(read(file, 'select key from users').map(({ key }) => key))
    assert.ok(
      earlier.every((key) => inside.has(key)),
      'what was acknowledged before it began is in it',
    )
    const later = written.map((key) => inside.has(key))
    assert.ok(
      later.lastIndexOf(true) - later.filter(Boolean).length < 3,
      'it is one moment: nothing is missing between',
    )
  })

  test('says what else is needed', async () => {
    const other = join(folder, 'tuesday.db')
    const { code, stdout } = await portico(['backup', '--data', data, other])
    assert.equal(code, 0)
    assert.match(
      stdout,
      /^\S+tuesday\.db: \d+\.\d MB, complete and checked\.\n.*master key [0-9a-f]{16} alone.*master\.key/,
    )
    const env = { PORTICO_MASTER_KEY: randomBytes(32).toString('base64') }
    const warned = await portico(['backup', '--data', data, other, '--force'], { env })
    assert.equal(warned.code, 0)
    assert.match(warned.stderr, /^Warning: the backup needs the master key [0-9a-f]{16}, which is not known here\.\n$/)
    assert.match(warned.stdout, /the value of PORTICO_MASTER_KEY/)
    await rm(other)
  })

  test('replaces no file but a former backup that it is told to', async () => {
    const refused = async (name: string, said: RegExp, ...more: string[]): Promise<void> => {
      const { code, stdout, stderr } = await portico(['backup', '--data', data, name, ...more])
      assert.deepEqual([code, stdout], [1, ''])
      assert.match(stderr, said)
    }
    const text = join(folder, 'notes.txt')
    await writeFile(text, 'not a backup')
    await refused(file, /monday\.db exists already\. Give another name, or --force/)
    await refused(text, /exists already/)
    await refused(text, /notes\.txt is no backup: --force replaces nothing else/, '--force')
    await refused(folder, /is no backup/, '--force')
    for (const name of ['portico.db', 'master.key', 'server.lock']) {
      await refused(join(data, name), /is no backup/, '--force')
    }
    await refused(join(folder, 'none', 'x.db'), /There is no folder .*none for the backup/)
    assert.equal(await readFile(text, 'utf8'), 'not a backup')
    await rm(text)
    assert.deepEqual(await readdir(folder), ['monday.db'])
  })

  test('is not restored while a server runs, nor over a database unless told to', async () => {
    const running = await portico(['restore', '--data', data, '--force', file])
    assert.equal(running.code, 1)
    assert.match(
      running.stderr,
      /^portico: A Portico server uses the data folder \S+ already\. Stop it, and restore again/,
    )
    assert.doesNotMatch(running.stderr, /--data|PostgreSQL/)
    await server.stop()
    const there = await portico(['restore', '--data', data, file])
    assert.equal(there.code, 1)
    assert.match(there.stderr, /There is a database in \S+ already\. --force puts the backup in its place/)
    const open = new DatabaseSync(join(data, 'portico.db'))
    open.prepare('select 1 from users').get()
    const used = await portico(['restore', '--data', data, '--force', file])
    open.close()
    assert.equal(used.code, 1)
    assert.match(used.stderr, /Another program has \S+portico\.db open/)
    assert.deepEqual(
      (await readdir(data)).filter((name) => /restore|before/.test(name)),
      [],
    )
  })

  test('is restored with all that was in it; the former database is kept, and sessions have ended', async () => {
    const now = new Date().toISOString()
    const key = read(file, 'select key from organizations')[0]?.key
    change(
      file,
      `insert into sessions (organization_key, key, user_key, token_hash, method, created_at, last_seen_at, expires_at)
       select '${key}', 's', key, 'h', 'password', '${now}', '${now}', '2999-01-01T00:00:00.000Z' from users limit 1;
       insert into authorization_records (organization_key, model, id_hash, payload_encrypted, expires_at)
       values ('${key}', 'Session', 'h', 'x', '2999-01-01T00:00:00.000Z');
       insert into one_time_codes (organization_key, key, purpose, token_hash, wrong_attempts, expires_at, created_at)
       values ('${key}', 'r', 'password-reset', 'h', 0, '2999-01-01T00:00:00.000Z', '${now}'),
              ('${key}', 'i', 'invitation', 'i', 0, '2999-01-01T00:00:00.000Z', '${now}')`,
    )
    // What a crash has left, and must not be carried out on the restored file.
    const database = join(data, 'portico.db')
    const log = `${database}-wal`
    const inBackup = countIn(file, 'users')
    const former = countIn(database, 'users')
    const { stdout, stderr, code } = await portico(['restore', '--data', data, '--force', file, '--json'])
    assert.equal(code, 0, stderr)
    const restored = JSON.parse(stdout)
    assert.equal(await stat(log).catch(() => undefined), undefined)
    assert.equal(await modeOf(database), 0o600)
    assert.match(restored.former, /portico\.db\.before-\d{4}-\d\d-\d\dT\d{6}\.\d{3}Z$/)
    assert.equal(await modeOf(restored.former), 0o600)
    assert.equal(countIn(restored.former, 'users'), former)
    assert.ok(former > inBackup)

    server = await startOn(data)
    assert.equal(server.isFirstStart, false)
    const call = callWith(server.listening, await fetchToken(server.listening, credentials))
    assert.equal((await call('GET', `${users}?limit=1`)).body.page.totalResults, inBackup)
    for (const userKey of earlier.slice(0, 3)) assert.equal((await call('GET', `${users}/${userKey}`)).status, 200)
    await server.stop()
    assert.deepEqual([countIn(database, 'sessions'), countIn(database, 'authorization_records')], [0, 0])
    const codes = read(database, "select purpose from one_time_codes where key in ('r', 'i')")
    assert.deepEqual(codes, [{ purpose: 'invitation' }])
    const entries = read(
      database,
      "select actor_name, new_values from audit_entries where action = 'organization.restored'",
    )
    assert.deepEqual(entries, [{ actor_name: 'portico restore', new_values: '{"backup":"monday.db"}' }])
    assert.equal((await porticoJson<{ isProven: boolean }>(['master-key', 'check', '--data', data])).isProven, true)
  })

  test('is restored over a damaged database, which is kept with its log', async () => {
    const database = join(data, 'portico.db')
    await writeFile(database, 'broken '.repeat(2_000))
    await writeFile(`${database}-wal`, 'its log')
    const { former } = await porticoJson<{ former: string }>(['restore', '--data', data, '--force', file])
    assert.equal(await readFile(`${former}-wal`, 'utf8'), 'its log')
    assert.match(await readFile(former, 'utf8'), /^broken/)
    assert.deepEqual(read(database, 'pragma integrity_check'), [{ integrity_check: 'ok' }])
  })
})

describe('what is no backup of this deployment is refused, and changes nothing', () => {
  let data: string
  let folder: string
  let file: string
  let key: string

  before(async () => {
    data = await temporaryFolder()
    folder = await temporaryFolder()
    file = join(folder, 'good.db')
    await (await startOn(data)).stop()
    await porticoJson(['backup', '--data', data, file])
    key = (await readFile(join(data, 'master.key'), 'utf8')).trim()
  })

  const cases: [what: string, make: (bad: string) => Promise<void> | void, said: RegExp][] = [
    ['a text', (bad) => writeFile(bad, 'hello'), /bad\.db is no SQLite database/],
    ['an empty file', (bad) => writeFile(bad, ''), /bad\.db is no SQLite database/],
    ['a file that is not there', (bad) => rm(bad), /there is no such file or folder/],
    [
      'another program’s database',
      async (bad) => {
        await rm(bad)
        change(bad, 'create table t (a)')
      },
      /a SQLite database, but none of Portico/,
    ],
    ['half of one', (bad) => truncate(bad, 100_000), /bad\.db is damaged/],
    [
      'one with a page that was overwritten',
      async (bad) => {
        const handle = await open(bad, 'r+')
        for (let page = 20; page < 40; page++) await handle.write(Buffer.alloc(4096, 7), 0, 4096, page * 4096)
        await handle.close()
      },
      /bad\.db is damaged/,
    ],
    [
      'one of a newer version',
      (bad) => change(bad, "insert into kysely_migration values ('0999-later', '2099-01-01T00:00:00.000Z')"),
      /newer version of Portico \(migration 0999-later\)/,
    ],
    [
      'one that no server was started on',
      (bad) => change(bad, 'delete from deployment'),
      /is empty: no server was started/,
    ],
    [
      'one that a repair has left without a table',
      (bad) => change(bad, 'drop table sessions'),
      /bad\.db is no whole database of Portico: it lacks the table sessions/,
    ],
    [
      'one with a log beside it',
      (bad) => writeFile(`${bad}-wal`, 'x'),
      /bad\.db-wal belongs to it.*portico backup --data/,
    ],
  ]
  for (const [what, make, said] of cases) {
    test(what, async () => {
      const place = await temporaryFolder()
      const bad = join(place, 'bad.db')
      await copyFile(file, bad)
      await make(bad)
      const target = join(place, 'data')
      await mkdir(target)
      const { code, stdout, stderr } = await portico(['restore', '--data', target, bad], {
        env: { PORTICO_MASTER_KEY: key },
      })
      assert.deepEqual([code, stdout], [1, ''])
      assert.match(stderr, said)
      assert.equal(stderr.trim().split('\n').length, 1)
      assert.deepEqual(
        (await readdir(target)).filter((name) => name !== 'server.lock'),
        [],
      )
    })
  }

  test('one that is not there, and a folder, before a data folder is made', async () => {
    const place = await temporaryFolder()
    const target = join(place, 'data')
    for (const [bad, said] of [
      [join(place, 'none.db'), /none\.db: there is no such file/],
      [place, /^portico: \S+ is a folder\. Name the file/],
    ] as const) {
      const { code, stderr } = await portico(['restore', '--data', target, bad], { env: { PORTICO_MASTER_KEY: key } })
      assert.equal(code, 1)
      assert.match(stderr, said)
    }
    assert.deepEqual(await readdir(place), [])
  })

  test('one under a master key that is not here', async () => {
    const target = await temporaryFolder()
    const none = await portico(['restore', '--data', target, file])
    assert.match(
      none.stderr,
      /^portico: the backup needs the master key [0-9a-f]{16}, which is not known here\. Give it in PORTICO_MASTER_KEY, or .*master-[0-9a-f]{16}\.key/,
    )
    const env = { PORTICO_MASTER_KEY: randomBytes(32).toString('hex') }
    const other = await portico(['restore', '--data', target, file], { env })
    assert.match(other.stderr, /^portico: the backup needs the master key .* in PORTICO_MASTER_KEY, /)
    assert.deepEqual([none.code, other.code], [1, 1])
    assert.deepEqual(
      (await readdir(target)).filter((name) => name !== 'server.lock'),
      [],
    )
    await copyFile(join(data, 'master.key'), join(target, 'master.key'))
    const { former } = await porticoJson<{ former: string | null }>(['restore', '--data', target, file])
    assert.equal(former, null)
    await (await startOn(target)).stop()
  })

  test('one from while the master key was rotated needs both keys', async () => {
    const place = await temporaryFolder()
    const during = join(place, 'during.db')
    await copyFile(file, during)
    change(
      during,
      `update deployment set master_key_rotation = 'under-way', next_master_key_fingerprint = '${'A'.repeat(43)}'`,
    )
    const { code, stderr } = await portico(['restore', '--data', join(place, 'data'), during], {
      env: { PORTICO_MASTER_KEY: key },
    })
    assert.equal(code, 1)
    assert.match(
      stderr,
      /^portico: the backup needs the master key 0000000000000000.* in PORTICO_MASTER_KEY_NEXT, or .*master-next\.key\./,
    )
  })

  test('a damaged database is not backed up as if it were sound', async () => {
    const broken = await temporaryFolder()
    const database = join(broken, 'portico.db')
    await copyFile(file, database)
    await chmod(database, 0o600)
    const handle = await open(database, 'r+')
    for (let page = 20; page < 40; page++) await handle.write(Buffer.alloc(4096, 7), 0, 4096, page * 4096)
    await handle.close()
    const target = join(folder, 'broken.db')
    const { code, stderr } = await portico(['backup', '--data', broken, target])
    assert.equal(code, 1)
    assert.match(stderr, /^portico: .*(could not be written|damaged).*malformed/)
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.startsWith('broken')),
      [],
    )
  })

  test('PostgreSQL has programs of its own, which are named without the password', async () => {
    const database = ['--database', 'postgres://portico:s3cret-word@127.0.0.1:1/portico']
    for (const [command, program] of [
      ['backup', 'pg_dump'],
      ['restore', 'pg_restore'],
    ] as const) {
      const { code, stdout, stderr } = await portico([command, ...database, join(folder, 'x.db')])
      assert.deepEqual([code, stdout], [1, ''])
      assert.match(stderr, new RegExp(`the database is PostgreSQL: .*\\n  ${program} `))
      assert.ok(!stderr.includes('s3cret'))
    }
  })

  test('a folder without a database has nothing to back up', async () => {
    const { code, stderr } = await portico(['backup', '--data', await temporaryFolder(), join(folder, 'y.db')])
    assert.equal(code, 1)
    assert.match(stderr, /there is no database in \S+\. Name its folder with --data/)
  })
})
