import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { ReadNotReady } from '../../../http/api/reads.ts'
import { connectUserIndexes, createUserIndexes, type UserIndexes } from '../user-index/user-indexes.ts'
import { exportUsers } from './export-users.ts'

onBothEngines('The export of users of a large organization', (_engine, open) => {
  const clock = testClock()
  let db: Db
  let directory: Directory
  let indexes: UserIndexes
  const begin = Promise.withResolvers<void>()
  /** How many questions the index has answered */
  let answers = 0

  before(async () => {
    db = (await open()).db
    directory = await createDirectory(db, clock)
    const read = async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
      await begin.promise
      return transaction({ db }, (parts) => work(parts.db))
    }
    indexes = createUserIndexes({ read, leastUsers: 1, onError: assert.ifError })
    connectUserIndexes(db, {
      ...indexes,
      async find(db, organizationKey) {
        const index = await indexes.find(db, organizationKey)
        if (index) answers++
        return index
      },
    })
  })
  after(() => indexes.close())

  /** The names of the part after this key */
  const part = (after: string, filter = {}): Promise<string[]> =>
    transaction({ db }, async ({ db }) => {
      const { text } = await exportUsers({ db, clock }, directory.administrator, filter, after)
      return text
        .split('\r\n')
        .slice(0, -1)
        .map((line) => line.split(',')[1] ?? '')
    })

  test('answers later parts by the index as well, and by the tables where these take no time', async () => {
    const [ada = '', bob = ''] = await directory.users(...['Ada', 'Bob', 'Cara', 'Dee'].map((name) => ({ name })))
    assert.deepEqual(await part(ada), ['Bob', 'Cara', 'Dee'])
    const named = { nameOrEmailContains: 'a' }
    await assert.rejects(part(ada, named), ReadNotReady)
    begin.resolve()
    for (;;) {
      const error = await part(ada, named).catch((error: unknown) => error)
      if (!(error instanceof ReadNotReady)) break
      await error.ready
    }
    answers = 0
    assert.deepEqual(await part(ada, named), ['Cara'])
    // The last user of the part before may be gone when the next one is read, and others may have other names.
    await db.deleteFrom('users').where('key', '=', bob).execute()
    await db.updateTable('users').set({ name: 'Eva', name_folded: 'eva' }).where('name', '=', 'Dee').execute()
    assert.deepEqual(await part(bob, named), ['Cara', 'Eva'])
    assert.equal(answers, 2)
  })
})
