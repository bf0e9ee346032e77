import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { sql } from 'kysely'
import { newKey } from './keys.ts'
import { afterCommit, beforeCommit, type Db, transaction } from './transaction.ts'

onBothEngines('A transaction that meets others', (engine, open) => {
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

  test('looks again where an operation that joined met the conflict, also where that is caught', async () => {
    const [user = ''] = await directory.users({ name: 'Alan' })
    const [group = ''] = await directory.groups({ environmentKey: directory.test.key })
    await assign(db, group, user)
    let looks = 0
    await transaction({ db }, async (parts) => {
      looks += 1
      const clear = parts.db.deleteFrom('group_users').where('group_key', '=', group)
      beforeCommit(parts.db, async () => void (await clear.execute()))
      if (looks > 1) return
      await transaction(parts, ({ db: trx }) => assign(trx, group, user)).catch(() => {})
      // PostgreSQL by itself says that the transaction was aborted, which does not tell why.
      await assign(parts.db, group, user).catch(() => {})
    })
    assert.equal(looks, 2)
  })

  test('looks again where another one waits for what it holds, and it for the other', async () => {
    const users = await directory.users({ name: 'Edsger' }, { name: 'Barbara' })
    const [group = ''] = await directory.groups({ environmentKey: directory.test.key })
    for (const user of users) await assign(db, group, user)
    let looks = 0
    let holding = 0
    const stamp = (trx: Db, user: string) =>
      trx.updateTable('group_users').set({ created_at: sql`created_at || '+'` }).where('user_key', '=', user).execute()
    const { promise: bothHold, resolve } = Promise.withResolvers<void>()
    const crosswise = (order: string[]) =>
      transaction({ db }, async ({ db: trx }) => {
        looks += 1
        await stamp(trx, order[0] ?? '')
        holding += 1
        // On SQLite the second one begins after the first one has ended.
        if (holding === 2 || engine === 'sqlite') resolve()
        await bothHold
        await stamp(trx, order[1] ?? '')
      })
    await Promise.all([crosswise(users), crosswise(users.toReversed())])
    // PostgreSQL lets one of the two give way; rarely, they meet again when it begins again.
    if (engine === 'sqlite') assert.equal(looks, 2)
    else assert.ok(looks >= 3, String(looks))
    const rows = await db.selectFrom('group_users').select('created_at').where('group_key', '=', group).execute()
    assert.deepEqual(
      rows.map(({ created_at }) => created_at),
      ['++', '++'],
    )
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
