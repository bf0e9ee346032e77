import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { runCompiled } from './run-compiled.ts'
import type { Db } from './transaction.ts'

onBothEngines('Compiled queries', (_engine, open) => {
  let db: Db
  let built = 0
  before(async () => {
    db = (await open()).db
    for (const key of ['a', 'b', 'c', '$1', '?']) {
      const name = `${key}${key}`
      await db
        .insertInto('organizations')
        .values({ key: keyOf(key), name, domain: null, created_at: `${key.charCodeAt(0)}` })
        .execute()
    }
  })

  const keyOf = (name: string): string =>
    `018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f80${Buffer.from(name).toString('hex').slice(0, 2)}`

  interface Wanted {
    names?: string[]
    created?: { at: string }
    descending?: boolean
    limit: number
  }
  const names = async (wanted: Wanted): Promise<string[]> => {
    const rows = await runCompiled(db, 'organizations', wanted, ({ names, created, descending, limit }) => {
      built++
      let query = db.selectFrom('organizations').select('name')
      if (names) query = query.where('name', 'in', names)
      if (created) query = query.where('created_at', '=', created.at)
      return query.orderBy('name', descending ? 'desc' : 'asc').limit(limit)
    })
    return rows.map(({ name }) => name)
  }

  test('binds the values of each run and builds the query once for each shape', async () => {
    assert.deepEqual(await names({ limit: 2 }), ['$1$1', '??'])
    assert.deepEqual(await names({ limit: 3 }), ['$1$1', '??', 'aa'])
    assert.equal(built, 1)
    assert.deepEqual(await names({ descending: true, limit: 1 }), ['cc'])
    assert.deepEqual(await names({ descending: false, limit: 1 }), ['$1$1'])
    assert.equal(built, 3)
    assert.deepEqual(await names({ names: ['aa', 'bb'], limit: 9 }), ['aa', 'bb'])
    assert.deepEqual(await names({ names: ['??', '$1$1'], limit: 9 }), ['$1$1', '??'])
    assert.equal(built, 4)
    assert.deepEqual(await names({ names: ['cc'], limit: 9 }), ['cc'])
    assert.deepEqual(await names({ names: ['aa', 'bb'], created: { at: '97' }, limit: 9 }), ['aa'])
    assert.deepEqual(await names({ names: ['aa', 'bb'], created: { at: '98' }, limit: 9 }), ['bb'])
    assert.equal(built, 6)
  })
})
