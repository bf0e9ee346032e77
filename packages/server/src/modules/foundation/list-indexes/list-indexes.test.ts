import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anyEngine, openTestDatabase } from '@portico/testing/databases.ts'
import { createDirectory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import type { ListTable } from './list-changes-repository.ts'
import { orderBy } from './list-index.ts'
import { createListIndexes, type IndexedList } from './list-indexes.ts'

test('all indexes of lists together keep as many rows as they may, also where lists grow', async () => {
  const { db } = await openTestDatabase(anyEngine)
  const { organizationKey, ...directory } = await createDirectory(db, testClock())
  const indexes = createListIndexes({ leastRows: 0, mostRows: 3 })
  const groups = (count: number) =>
    directory.groups(...Array.from({ length: count }, () => ({ environmentKey: directory.test.key })))
  /** Which lists were read whole */
  const read: ListTable[] = []
  const listOf = (table: 'groups' | 'assets'): IndexedList<{ key: string }> => ({
    table,
    leastRows: 0,
    async selectRows(db, organizationKey, keys) {
      if (!keys) read.push(table)
      const rows = db.selectFrom(table).select('key').where('organization_key', '=', organizationKey)
      return (keys ? rows.where('key', 'in', keys) : rows).execute()
    },
  })
  const total = async (table: 'groups' | 'assets'): Promise<number | undefined> => {
    const question = { order: orderBy('key'), isDescending: false, limit: 1, offset: 0 }
    return (await indexes.find(db, organizationKey, listOf(table), async () => question))?.total
  }

  await directory.assets('One')
  await groups(1)
  assert.deepEqual([await total('assets'), await total('groups')], [1, 1])
  await groups(2)
  assert.equal(await total('groups'), 3)
  assert.equal(await total('groups'), 3)
  assert.deepEqual(read, ['assets', 'groups'])
  assert.equal(await total('assets'), 1)
  assert.deepEqual(read, ['assets', 'groups', 'assets'], 'the index of the assets went for the groups')

  await total('groups')
  await groups(1)
  assert.equal(await total('groups'), 4)
  assert.equal(await total('groups'), undefined, 'a list with more rows has none')
})

test('a list that has become too long is not read whole again', async () => {
  const { db } = await openTestDatabase(anyEngine)
  const { organizationKey, ...directory } = await createDirectory(db, testClock())
  const indexes = createListIndexes({ leastRows: 0, mostRows: 2_500 })
  let reads = 0
  const list: IndexedList<{ key: string }> = {
    table: 'groups',
    leastRows: 0,
    selectRows(db, organizationKey) {
      reads++
      return db.selectFrom('groups').select('key').where('organization_key', '=', organizationKey).execute()
    },
  }
  const find = () =>
    indexes.find(db, organizationKey, list, async () => ({
      ...{ order: orderBy('key'), isDescending: false, limit: 1, offset: 0 },
    }))
  await find()
  await directory.groups(...Array.from({ length: 2_501 }, () => ({ environmentKey: directory.test.key })))
  assert.equal(await find(), undefined)
  assert.equal(reads, 1)
})
