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
    const result = await transaction({ db }, async ({ db: trx }) => {
      await insert(trx, 'both')
      await insert(trx, 'both')
      return 'done'
    })
    assert.equal(result, 'done')
    assert.equal(await count('both'), 2)
  })

  test('stores nothing when the work throws, at once or after a write', async () => {
    const failure = new Error('changed my mind')
    const work = transaction({ db }, async ({ db: trx }) => {
      await insert(trx, 'never')
      throw failure
    })
    await assert.rejects(work, failure)
    assert.equal(await count('never'), 0)
    const thrown = transaction({ db }, () => {
      throw failure
    })
    await assert.rejects(thrown, failure)
  })

  test('stores nothing when a statement fails, and the database goes on working', async () => {
    await insert(db, 'first', 'taken.example.com')
    const work = transaction({ db }, async ({ db: trx }) => {
      await insert(trx, 'undone')
      await insert(trx, 'second', 'taken.example.com')
    })
    await assert.rejects(work)
    assert.equal(await count('undone'), 0)
    await transaction({ db }, ({ db: trx }) => insert(trx, 'afterwards'))
    assert.equal(await count('afterwards'), 1)
  })

  test('joins the transaction that it is called in: all of it is stored, or nothing', async () => {
    const ran: string[] = []
    const outer = (fails: boolean) =>
      transaction({ db, name: 'part' }, async (parts) => {
        await insert(parts.db, 'outer')
        const passedOn = await transaction(parts, async (inner) => {
          assert.equal(inner.db, parts.db)
          afterCommit(inner.db, () => ran.push('hook of the inner one'))
          await insert(inner.db, 'inner')
          return inner.name
        })
        assert.deepEqual([passedOn, ran], ['part', []])
        if (fails) throw new Error('after the inner one')
      })
    await assert.rejects(outer(true), /after the inner one/)
    assert.deepEqual([await count('outer'), await count('inner'), ran], [0, 0, []])
    await outer(false)
    assert.deepEqual([await count('outer'), await count('inner'), ran], [1, 1, ['hook of the inner one']])
  })

  test('stores nothing where what joined it failed, also where that is caught', async () => {
    const failure = new Error('inner')
    const caught = transaction({ db }, async (parts) => {
      await insert(parts.db, 'before it')
      await transaction(parts, async (inner) => {
        await insert(inner.db, 'within it')
        throw failure
      }).catch(() => {})
      await insert(parts.db, 'after it')
      return 'as if nothing had happened'
    })
    await assert.rejects(caught, failure)
    assert.equal((await count('before it')) + (await count('within it')) + (await count('after it')), 0)
    const translated = transaction({ db }, async (parts) => {
      const inner = transaction(parts, () => Promise.reject(failure))
      await inner.catch(() => {
        throw new Error('in other words')
      })
    })
    await assert.rejects(translated, /in other words/)
  })

  test('stores nothing where a statement failed, also where that is caught', async () => {
    await insert(db, 'holder', 'held.example.com')
    const caught = transaction({ db }, async ({ db: trx }) => {
      await insert(trx, 'before the statement')
      await insert(trx, 'the statement', 'held.example.com').catch(() => {})
    })
    await assert.rejects(caught, /unique/i)
    const goesOn = transaction({ db }, async ({ db: trx }) => {
      await insert(trx, 'the statement', 'held.example.com').catch(() => {})
      await insert(trx, 'after the statement')
    })
    await assert.rejects(goesOn, /unique/i)
    assert.equal((await count('before the statement')) + (await count('after the statement')), 0)
  })

  test('stores nothing of what still runs beside what failed', async () => {
    const outcomes: PromiseSettledResult<unknown>[] = []
    // The failure comes at another step of the other one each time.
    for (let steps = 0; steps < 20; steps++) {
      const beside: Promise<unknown>[] = []
      const work = transaction({ db }, (parts) => {
        const insertMany = async ({ db: trx }: { db: Db }): Promise<void> => {
          for (let n = 0; n < 30; n++) await insert(trx, 'beside')
        }
        const fail = async ({ db: trx }: { db: Db }): Promise<void> => {
          await insert(trx, 'fails')
          for (let n = 0; n < steps; n++) await Promise.resolve()
          throw new Error('one of them')
        }
        beside.push(transaction(parts, insertMany), insertMany(parts), transaction(parts, fail))
        return Promise.all(beside)
      })
      await assert.rejects(work, /one of them/)
      outcomes.push(...(await Promise.allSettled(beside)))
    }
    assert.ok(outcomes.every(({ status }) => status === 'rejected'))
    assert.deepEqual([await count('beside'), await count('fails')], [0, 0])
  })

  test('stores nothing of what paused in a long turn beside what failed', async () => {
    for (let steps = 0; steps < 20; steps++) {
      let beside: Promise<unknown> = Promise.resolve()
      const failing = transaction({ db }, async ({ db: trx }) => {
        await insert(trx, 'fails')
        const begun = performance.now()
        while (performance.now() - begun < 15);
        beside = insert(trx, 'paused')
        for (let n = 0; n < steps; n++) await Promise.resolve()
        throw new Error('no')
      })
      await assert.rejects(failing, /^Error: no$/)
      await Promise.allSettled([beside])
    }
    assert.deepEqual([await count('paused'), await count('fails')], [0, 0])
  })

  test('stores nothing where it ends before what joined it', async () => {
    let joined: Promise<void> = Promise.resolve()
    const hasty = transaction({ db }, async (parts) => {
      joined = transaction(parts, async ({ db: trx }) => {
        for (let n = 0; n < 30; n++) await insert(trx, 'forgotten')
      })
      joined.catch(() => {})
      await insert(parts.db, 'hasty')
    })
    await assert.rejects(hasty, /still under way/)
    await assert.rejects(joined)
    assert.deepEqual([await count('hasty'), await count('forgotten')], [0, 0])
  })

  test('refuses the root handle inside instead of waiting for itself', { timeout: 5_000 }, async () => {
    const work: Record<string, () => Promise<unknown>> = {
      'a query': () => count('outside'),
      'a write': () => insert(db, 'outside'),
      'a transaction of its own': () => transaction({ db }, async () => {}),
      'one of Kysely': () => db.transaction().execute(async () => {}),
    }
    for (const [name, outside] of Object.entries(work)) {
      const both = transaction({ db }, async ({ db: trx }) => {
        await insert(trx, 'inside')
        await outside()
      })
      await assert.rejects(both, /use the handle that it passes on, not the root handle/, name)
    }
    assert.equal((await count('inside')) + (await count('outside')), 0)
  })

  test('lets the root handle be used again afterwards, by what was begun inside and in its hooks too', async () => {
    let later: Promise<unknown> = Promise.resolve()
    const found: number[] = []
    const { promise: isOver, resolve: end } = Promise.withResolvers<void>()
    await transaction({ db }, async ({ db: trx }) => {
      later = isOver.then(async () => found.push(await count('used afterwards')))
      afterCommit(trx, () => void insert(db, 'by a hook'))
      await insert(trx, 'used afterwards')
    })
    end()
    await later
    assert.deepEqual([found, await count('by a hook')], [[1], 1])
  })

  test('leaves a connection that is held for several of them as it was, also after one that failed', async () => {
    await insert(db, 'held by', 'kept.example.com')
    await db.connection().execute(async (connection) => {
      await insert(connection, 'on one connection')
      const failing = connection.transaction().execute(async (trx) => {
        await insert(trx, 'not stored')
        await insert(trx, 'not stored', 'kept.example.com').catch(() => {})
      })
      await assert.rejects(failing, /unique/i)
      await insert(connection, 'on one connection')
      await connection.transaction().execute((trx) => insert(trx, 'on one connection'))
    })
    assert.deepEqual([await count('on one connection'), await count('not stored')], [3, 0])
  })

  test('refuses a handle that was kept after its end', async () => {
    let kept: Db | undefined
    await transaction({ db }, async ({ db: trx }) => {
      kept = trx
    })
    await assert.rejects(
      transaction({ db: kept as Db }, async () => {}),
      /the transaction is over/,
    )
    assert.throws(() => afterCommit(kept as Db, () => {}), /the transaction is over/)
  })

  test('is not seen by others before its end', async () => {
    const seen: number[] = []
    const { promise: written, resolve } = Promise.withResolvers<void>()
    const others = written.then(async () => seen.push(await count('unseen')))
    await transaction({ db }, async ({ db: trx }) => {
      await insert(trx, 'unseen')
      resolve()
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
    await transaction({ db }, async ({ db: trx }) => {
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
    const work = transaction({ db }, async ({ db: trx }) => {
      afterCommit(trx, () => ran.push('hook'))
      await insert(trx, 'rolled back')
      throw new Error('no')
    })
    await assert.rejects(work, /^Error: no$/)
    assert.deepEqual(ran, [])
  })

  test('afterCommit runs every hook, also after one that throws, and the work is not repeated', async () => {
    // As a conflict looks, which is tried again where it comes before the commit
    const failure = Object.assign(new Error('the hook'), { code: '23505' })
    const ran: string[] = []
    const work = transaction({ db }, async ({ db: trx }) => {
      await insert(trx, 'stored all the same')
      afterCommit(trx, () => {
        throw failure
      })
      afterCommit(trx, () => ran.push('second'))
    })
    await assert.rejects(work, failure)
    assert.deepEqual([ran, await count('stored all the same')], [['second'], 1])
  })

  test('beforeCommit is the last part of the transaction, before afterCommit', async () => {
    const ran: string[] = []
    await transaction({ db }, async ({ db: trx }) => {
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
    const refused = transaction({ db }, async ({ db: trx }) => {
      beforeCommit(trx, () => Promise.reject(failure))
      await insert(trx, 'refused at last')
    })
    await assert.rejects(refused, failure)
    assert.equal(await count('refused at last'), 0)
    const ran: string[] = []
    const failing = transaction({ db }, async ({ db: trx }) => {
      beforeCommit(trx, async () => void ran.push('hook'))
      throw failure
    })
    await assert.rejects(failing, failure)
    const caught = transaction({ db }, async (parts) => {
      beforeCommit(parts.db, async () => void ran.push('hook'))
      await transaction(parts, () => Promise.reject(failure)).catch(() => {})
    })
    await assert.rejects(caught, failure)
    assert.deepEqual(ran, [])
  })

  test('hooks outside a transaction are a mistake that is told', () => {
    assert.throws(() => afterCommit(db, () => {}), /needs the handle of a transaction/)
    assert.throws(() => beforeCommit(db, async () => {}), /needs the handle of a transaction/)
  })
})
