import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { createTestDatabase, onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import { CompiledQuery, sql } from 'kysely'
import { openDatabase } from './database.ts'
import { openReadDatabase } from './open-read-database.ts'
import { packedColumns, packedKeyBytes } from './packed-columns.ts'
import { fieldEnd, nullField, packedText } from './packed-rows.ts'
import { OutOfTime } from './read-database.ts'
import type { Db } from './transaction.ts'

const [first, last] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']

onBothEngines('columns that are read as blocks', (_engine, open) => {
  let db: Db
  let directory: Directory
  before(async () => {
    db = (await open()).db
    directory = await createDirectory(db, testClock())
  })

  const select = (range: { after: string; to: string }) =>
    packedColumns(db, {
      table: 'users',
      organizationKey: directory.organizationKey,
      range: { column: 'key', ...range },
      where: sql`name is not null`,
      columns: {
        keys: { key: 'key' },
        texts: { texts: [sql`name`, sql`email_folded`] },
        statuses: { texts: [sql`status`] },
      },
    })
  const textOf = (block: Uint8Array | undefined): string => Buffer.from(block ?? []).toString('latin1')

  test('have every character, and null, in the order of the keys', async () => {
    const names = ['\\377\\', `o'clock "x"`, '\t\n\\n\\.', '張偉 😀', 'ÿþ', '$1 $2', 'x'.repeat(300)]
    const users = Array.from({ length: 3_000 }, (_, n) => ({
      name: `${names[n % names.length]} ${n}`,
      email: n % 3 === 0 ? null : `user-${n}@example.com`,
      status: n % 2 === 0 ? ('Active' as const) : ('Inactive' as const),
    }))
    await directory.users(...users)
    const rows = await db
      .selectFrom('users')
      .select(['key', 'name', 'email_folded', 'status'])
      .where('organization_key', '=', directory.organizationKey)
      .orderBy('key')
      .execute()
    assert.ok(rows.length >= users.length)
    const [after, to] = [rows[9]?.key ?? '', rows.at(-11)?.key ?? '']
    const expected = rows.slice(10, -10)

    const packed = await select({ after, to })
    const bytes = expected.map(({ key }) =>
      packedKeyBytes(db) === 16 ? Buffer.from(key.replaceAll('-', ''), 'hex') : Buffer.from(key),
    )
    assert.equal(textOf(packed?.keys), Buffer.concat(bytes).toString('latin1'))
    const texts = expected.flatMap((row) => [row.name ?? nullField, row.email_folded ?? nullField])
    const written = texts.map((text) => (text === nullField ? text : packedText(text)))
    assert.equal(textOf(packed?.texts), written.join(fieldEnd))
    assert.equal(textOf(packed?.statuses), expected.map(({ status }) => status).join(fieldEnd))
    for (const block of Object.values(packed ?? {})) assert.equal(block.byteLength, block.buffer.byteLength)
  })

  test('are none where there are no rows', async () => {
    assert.equal(await select({ after: first, to: first }), undefined)
    assert.equal(await select({ after: last, to: last }), undefined)
  })
})

describe('a COPY from PostgreSQL', () => {
  const copy = (query: string, receive: (message: Buffer) => void = () => {}) =>
    CompiledQuery.raw(`copy (${query}) to stdout (format binary)`, [receive])

  test('fails as other statements do, and the connection goes on', async (t) => {
    const place = await createTestDatabase('postgres')
    t.after(() => place.remove())
    const { db, close } = await openDatabase(place)
    t.after(close)
    await db.connection().execute(async (one) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(one)
      await assert.rejects(one.executeQuery(copy('select no_such_column from pg_class')), { code: '42703' })
      // The first rows are sent before it fails.
      await assert.rejects(one.executeQuery(copy('select 1 / (5000 - n) from generate_series(1, 10000) n')), {
        code: '22012',
      })
      const refused = (): never => {
        throw new Error('not these')
      }
      await assert.rejects(one.executeQuery(copy('select 1', refused)), /not these/)
      const after = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(one)
      assert.deepEqual(after.rows, rows)
    })
  })

  test('ends with its time, and with its connection', async (t) => {
    const place = await createTestDatabase('postgres')
    t.after(() => place.remove())
    const reader = await openReadDatabase({ ...place, timeLimit: 100 })
    t.after(reader.close)
    const key = '0198c5a5-0000-7000-8000-00000000000a'
    await assert.rejects(
      reader.read((db) => db.executeQuery(copy(`select pg_sleep(20) where '${key}' <= '${key}'`))),
      (error) => error instanceof OutOfTime && /pg_sleep\(20\) where \? <= \?/.test(error.statement),
    )
    const lost = reader.db
      .connection()
      .execute((one) => one.executeQuery(copy('select pg_terminate_backend(pg_backend_pid())')))
    await assert.rejects(lost, /terminat/)
  })
})
