import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { newKey } from './keys.ts'
import { afterCommit, beforeCommit, type Db, transaction } from './transaction.ts'

onBothEngines('transaction', (_engine, open) => {
  let db: Db
  before(async () => {
    db = (await open()).db
  })

  const insert = async (trx: Db, name: string, domain: string | null = null): Promise<void> => {
    await trx.insertInto('organizations').values({ key: newKey(), name, domain, created_at: '' }).execute()
  }
  const count = async (name: string): Promise<number> =>
    (await db.selectFrom('organizations').select('key').where('name', '=', name).execute()).length

  test('stores everything and returns what the work returns', async () => {
    const result = await transaction(db, async (trx) => {
      await insert(trx, 'both')
      await insert(trx, 'both')
      return 'done'
    })
    assert.equal(result, 'done')
    assert.equal(await count('both'), 2)
  })

  test('stores nothing when the work throws, at once or after a write', async () => {
    const failure = new Error('changed my mind')
    const work = transaction(db, async (trx) => {
      await insert(trx, 'never')
      throw failure
    })
    await assert.rejects(work, failure)
    assert.equal(await count('never'), 0)
    const thrown = transaction(db, () => {
      throw failure
    })
    await assert.rejects(thrown, failure)
  })

  test('stores nothing when a statement fails, and the database goes on working', async () => {
    await insert(db, 'first', 'taken.example.com')
    const work = transaction(db, async (trx) => {
      await insert(trx, 'undone')
      await insert(trx, 'second', 'taken.example.com')
    })
    await assert.rejects(work)
    assert.equal(await count('undone'), 0)
    await transaction(db, (trx) => insert(trx, 'afterwards'))
    assert.equal(await count('afterwards'), 1)
  })

  test('cannot be nested', async () => {
    const nested = transaction(db, async (trx) => {
      await insert(trx, 'outer')
      await transaction(trx, (inner) => insert(inner, 'inner'))
    })
    await assert.rejects(nested, /a transaction is under way already/)
    assert.equal((await count('outer')) + (await count('inner')), 0)
  })

  test('is not seen by others before its end', async () => {
    const seen: number[] = []
    let others: Promise<unknown> = Promise.resolve()
    await transaction(db, async (trx) => {
      await insert(trx, 'unseen')
      others = count('unseen').then((found) => seen.push(found))
      assert.equal(
        (await trx.selectFrom('organizations').where('name', '=', 'unseen').select('key').execute()).length,
        1,
      )
      throw new Error('roll back')
    }).catch(() => {})
    await others
    assert.deepEqual(seen, [0])
  })

  test('afterCommit runs once everything is stored, in order', async () => {
    const ran: string[] = []
    await transaction(db, async (trx) => {
      afterCommit(trx, () => ran.push('first'))
      await insert(trx, 'hooked')
      afterCommit(trx, () => ran.push('second'))
      assert.deepEqual(ran, [])
    })
    assert.deepEqual(ran, ['first', 'second'])
    assert.equal(await count('hooked'), 1)
  })

  test('afterCommit never runs after a rollback', async () => {
    const ran: string[] = []
    const work = transaction(db, async (trx) => {
      afterCommit(trx, () => ran.push('hook'))
      await insert(trx, 'rolled back')
      throw new Error('no')
    })
    await assert.rejects(work, /^Error: no$/)
    assert.deepEqual(ran, [])
  })

  test('beforeCommit is the last part of the transaction, before afterCommit', async () => {
    const ran: string[] = []
    await transaction(db, async (trx) => {
      afterCommit(trx, () => ran.push('after'))
      beforeCommit(trx, async () => {
        await insert(trx, 'at last')
        ran.push('before')
      })
      await insert(trx, 'work')
      ran.push('work')
    })
    assert.deepEqual(ran, ['work', 'before', 'after'])
    assert.equal(await count('at last'), 1)
  })

  test('nothing is stored where beforeCommit fails, and it never runs where the work fails', async () => {
    const failure = new Error('at last')
    const refused = transaction(db, async (trx) => {
      beforeCommit(trx, () => Promise.reject(failure))
      await insert(trx, 'refused at last')
    })
    await assert.rejects(refused, failure)
    assert.equal(await count('refused at last'), 0)
    const ran: string[] = []
    const failing = transaction(db, async (trx) => {
      beforeCommit(trx, async () => void ran.push('hook'))
      throw failure
    })
    await assert.rejects(failing, failure)
    assert.deepEqual(ran, [])
  })

  test('hooks outside a transaction are a mistake that is told', () => {
    assert.throws(() => afterCommit(db, () => {}), /needs the handle of a transaction/)
    assert.throws(() => beforeCommit(db, async () => {}), /needs the handle of a transaction/)
  })
})
