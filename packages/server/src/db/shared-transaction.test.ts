import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { onBothEngines } from '@portico/testing/databases.ts'
import { newKey } from './keys.ts'
import { sharedTransaction } from './shared-transaction.ts'
import { afterCommit, type Db, transaction } from './transaction.ts'

onBothEngines('sharedTransaction', (engine, open) => {
  let db: Db
  before(async () => {
    db = (await open()).db
  })

  const insert = async (trx: Db, name: string, domain: string | null = null): Promise<void> => {
    await trx.insertInto('organizations').values({ key: newKey(), name, domain, created_at: '' }).execute()
  }
  const names = async (like: string): Promise<string[]> => {
    const rows = await db.selectFrom('organizations').select('name').where('name', 'like', `${like}%`).execute()
    return rows.map(({ name }) => name).sort()
  }
  const numbers = Array.from({ length: 230 }, (_, n) => n)

  test('stores what waits at one moment, on SQLite in as few transactions as there are hundreds', async () => {
    const used = new Set<Db>()
    await Promise.all(
      numbers.map((n) =>
        sharedTransaction(db, async (trx) => {
          used.add(trx)
          await insert(trx, `many ${n}`)
        }),
      ),
    )
    assert.equal((await names('many ')).length, numbers.length)
    assert.equal(used.size, engine === 'sqlite' ? 3 : numbers.length)
    await sharedTransaction(db, (trx) => insert(trx, 'later'))
    assert.deepEqual(await names('later'), ['later'])
  })

  test('stores what comes while another transaction is under way, on SQLite with what waited before', async () => {
    const used = new Set<Db>()
    const store = (n: number) =>
      sharedTransaction(db, async (trx) => {
        used.add(trx)
        await insert(trx, `came ${n}`)
      })
    let end = (): void => {}
    const underWay = transaction({ db }, async () => {
      await new Promise<void>((resolve) => {
        end = resolve
      })
    })
    const stored: Promise<void>[] = []
    for (const n of [1, 2, 3]) {
      stored.push(store(n))
      await setTimeout(5)
    }
    end()
    await Promise.all([underWay, ...stored])
    assert.deepEqual(await names('came '), ['came 1', 'came 2', 'came 3'])
    assert.equal(used.size, engine === 'sqlite' ? 1 : 3)
  })

  test('leaves out one that throws or whose statement fails, and tells it alone', async () => {
    await insert(db, 'known', 'taken.example.com')
    const refusal = new Error('used before')
    const store = (n: number) =>
      sharedTransaction(db, async (trx) => {
        await insert(trx, `one of ${n}`, n === 5 ? 'taken.example.com' : null)
        if (n === 2) throw refusal
      })
    const outcomes = await Promise.allSettled(numbers.slice(0, 7).map(store))
    const failures = outcomes.flatMap((outcome, n) => (outcome.status === 'rejected' ? [[n, outcome.reason]] : []))
    assert.deepEqual(
      failures.map(([n]) => n),
      [2, 5],
    )
    assert.equal(failures[0]?.[1], refusal)
    assert.deepEqual(await names('one of '), ['one of 0', 'one of 1', 'one of 3', 'one of 4', 'one of 6'])
  })

  test('sees of others that wait what they have stored: of two that must not both win, one does', async () => {
    const store = (n: number) =>
      sharedTransaction(db, async (trx) => {
        const known = await trx.selectFrom('organizations').select('key').where('name', '=', 'once').execute()
        if (known.length > 0) throw new Error(`${n} was too late`)
        await insert(trx, 'once', 'once.example.com')
      })
    const outcomes = await Promise.allSettled([store(1), store(2), store(3)])
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
    assert.deepEqual(await names('once'), ['once'])
  })

  test('runs nothing again that is stored, also where something fails after that', async () => {
    const failure = new Error('told nobody')
    const store = (n: number) =>
      sharedTransaction(db, async (trx) => {
        await insert(trx, `stored ${n}`)
        afterCommit(trx, () => {
          throw failure
        })
      })
    for (const { status } of await Promise.allSettled([store(1), store(2)])) assert.equal(status, 'rejected')
    assert.deepEqual(await names('stored '), ['stored 1', 'stored 2'])
  })

  test('joins the transaction that it is called in', async () => {
    const failure = new Error('changed my mind')
    const work = transaction({ db }, async ({ db: trx }) => {
      await sharedTransaction(trx, (inner) => insert(inner, 'joined'))
      throw failure
    })
    await assert.rejects(work, failure)
    assert.deepEqual(await names('joined'), [])
  })
})
