import assert from 'node:assert/strict'
import { before, it } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { checkedTransaction } from './checked-transaction.ts'
import { newKey } from './keys.ts'
import type { Db } from './transaction.ts'

onBothEngines('A checked transaction', (_engine, open) => {
  let db: Db
  let directory: Directory
  before(async () => {
    db = (await open()).db
    directory = await createDirectory(db, { now: () => Date.now() })
  })

  const assign = (trx: Db, group_key: string, user_key: string) =>
    trx
      .insertInto('group_users')
      .values({
        organization_key: directory.organizationKey,
        group_key,
        user_key,
        membership_type: 'Assigned',
        created_at: '',
      })
      .execute()

  it('looks again where what it refers to has gone since it looked, and then says so', async () => {
    const [group = ''] = await directory.groups({ environmentKey: directory.test.key })
    let looks = 0
    const work = async (trx: Db): Promise<void> => {
      looks += 1
      // What the first look saw, somebody has deleted before the insert.
      if (looks > 1) throw new Error('it is not there')
      await assign(trx, group, newKey())
    }
    await assert.rejects(checkedTransaction(db, work), /it is not there/)
    assert.equal(looks, 2)
  })

  it('is carried out once where nothing is missing, and once where something else is wrong', async () => {
    const [user = ''] = await directory.users({ name: 'Ada' })
    const [group = ''] = await directory.groups({ environmentKey: directory.test.key })
    let looks = 0
    const work = async (trx: Db): Promise<void> => {
      looks += 1
      await assign(trx, group, user)
    }
    await checkedTransaction(db, work)
    assert.equal(looks, 1)
    await assert.rejects(checkedTransaction(db, work), /unique/i)
    assert.equal(looks, 2)
  })
})
