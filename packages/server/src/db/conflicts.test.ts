import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { newKey } from './keys.ts'
import { afterCommit, type Db, transaction } from './transaction.ts'

onBothEngines('A transaction that meets others', (_engine, open) => {
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

  test('looks again where what it refers to has gone since it looked, and then says so', async () => {
    const [group = ''] = await directory.groups({ environmentKey: directory.test.key })
    let looks = 0
    const work = async ({ db: trx }: { db: Db }): Promise<void> => {
      looks += 1
      // What the first look saw is deleted before the insert.
      if (looks > 1) throw new Error('it is not there')
      await assign(trx, group, newKey())
    }
    await assert.rejects(transaction({ db }, work), /it is not there/)
    assert.equal(looks, 2)
  })

  test('is carried out once where nothing is in the way, and five times where the same value stays taken', async () => {
    const [user = ''] = await directory.users({ name: 'Ada' })
    const [group = ''] = await directory.groups({ environmentKey: directory.test.key })
    let looks = 0
    const work = async ({ db: trx }: { db: Db }): Promise<void> => {
      looks += 1
      await assign(trx, group, user)
    }
    await transaction({ db }, work)
    assert.equal(looks, 1)
    await assert.rejects(transaction({ db }, work), /unique/i)
    assert.equal(looks, 1 + 5)
  })

  test('is carried out once where something else is wrong', async () => {
    let looks = 0
    const work = transaction({ db }, async () => {
      looks += 1
      throw new Error('no conflict')
    })
    await assert.rejects(work, /no conflict/)
    assert.equal(looks, 1)
  })

  test('only the outermost repeats, from its beginning and with hooks of its own', async () => {
    const [user = ''] = await directory.users({ name: 'Grace' })
    const [group = ''] = await directory.groups({ environmentKey: directory.test.key })
    const steps: string[] = []
    await transaction({ db }, async (parts) => {
      steps.push('outer')
      afterCommit(parts.db, () => steps.push('stored'))
      await transaction(parts, async ({ db: trx }) => {
        steps.push('inner')
        await assign(trx, group, steps.length > 2 ? user : newKey())
      })
    })
    assert.deepEqual(steps, ['outer', 'inner', 'outer', 'inner', 'stored'])
  })
})
