import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { insertRows } from './insert-rows.ts'
import { newKey } from './keys.ts'
import type { Db } from './transaction.ts'

onBothEngines('Rows that are inserted together', (_engine, open) => {
  let db: Db
  before(async () => {
    db = (await open()).db
  })
  const row = (name: string, domain: string | null = null) => ({
    key: newKey(),
    name,
    domain,
    created_at: '2026-11-23T15:00:00.000Z',
  })
  const names = async (prefix: string): Promise<string[]> => {
    const rows = await db.selectFrom('organizations').select('name').where('name', 'like', `${prefix}%`).execute()
    return rows.map(({ name }) => name).sort()
  }

  test('may be any number, each with its own values', async () => {
    for (const count of [0, 1, 2, 3, 1_300]) {
      const rows = Array.from({ length: count }, (_, n) => row(`${count}-${n}`, n % 2 ? `${count}-${n}.example` : null))
      await insertRows(db, 'organizations', rows as never)
      assert.equal((await names(`${count}-`)).length, count)
    }
    const { domain } = await db
      .selectFrom('organizations')
      .select('domain')
      .where('name', '=', '1300-1299')
      .executeTakeFirstOrThrow()
    assert.equal(domain, '1300-1299.example')
  })

  test('keep every character, however many they are', async () => {
    const odd = ['"quoted" \\u0041 \\', "it's; -- {}", 'é\u{1F600}\u2028\t\n', 'half \ud83d', '\udc00 half', '\ufeff']
    const many = Array.from({ length: 40 }, (_, n) => row(`odd-${odd[n % odd.length]}`, `odd-${n}.example`))
    await insertRows(db, 'organizations', many as never)
    for (const { key, name } of many.slice(0, odd.length)) {
      const one = { ...row(name), key: newKey() }
      await insertRows(db, 'organizations', [one] as never)
      const stored = await db.selectFrom('organizations').select('name').where('key', 'in', [key, one.key]).execute()
      assert.deepEqual(
        stored.map((one) => one.name),
        [name.toWellFormed(), name.toWellFormed()],
      )
    }
  })

  test('that lack a value are refused, and those that follow are not', async () => {
    await assert.rejects(
      insertRows(
        db,
        'organizations',
        Array.from({ length: 4 }, () => ({ ...row('faulty'), name: undefined })) as never,
      ),
      /null/i,
    )
    await insertRows(db, 'organizations', Array.from({ length: 4 }, (_, n) => row(`whole-${n}`)) as never)
    assert.deepEqual(await names('whole-'), ['whole-0', 'whole-1', 'whole-2', 'whole-3'])
    assert.deepEqual(await names('faulty'), [])
  })
})
