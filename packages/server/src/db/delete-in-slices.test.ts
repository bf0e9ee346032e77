import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { onBothEngines } from '@portico/testing/databases.ts'
import { loopTurns } from '@portico/testing/loop-turns.ts'
import { sql } from 'kysely'
import { deleteInSlices, deleteOldest, deleteSlice } from './delete-in-slices.ts'
import { insertRows } from './insert-rows.ts'
import { newKey } from './keys.ts'
import { transaction } from './transaction.ts'

onBothEngines('deleting many rows', (_engine, open) => {
  test('happens in slices, deletes all and nothing else, and is undone with its transaction', async () => {
    const { db } = await open()
    const organization_key = newKey()
    const organization = { key: organization_key, name: 'Acme', domain: 'acme.example.com', created_at: '2026' }
    await db.insertInto('organizations').values(organization).execute()
    const row = (n: number) => ({ organization_key, token_id: `token ${n}`, expires_at: n < 1_201 ? '2026' : '2027' })
    await insertRows(
      db,
      'revoked_tokens',
      Array.from({ length: 1_300 }, (_, n) => row(n)),
    )
    const where = sql<boolean>`expires_at <= ${'2026'}`
    const deletion = { table: 'revoked_tokens', primaryKey: ['organization_key', 'token_id'], where } as const
    const left = async (): Promise<number> =>
      (await db.selectFrom('revoked_tokens').select('token_id').execute()).length
    const failed = transaction({ db }, async (parts) => {
      await deleteInSlices(parts.db, deletion)
      throw new Error('no')
    })
    await assert.rejects(failed, { message: 'no' })
    assert.equal(await left(), 1_300)
    const stopped = AbortSignal.abort()
    const undone = transaction({ db }, async (parts) => deleteInSlices(parts.db, deletion, stopped))
    await assert.rejects(undone, (error) => error === stopped.reason)
    assert.equal(await left(), 1_300)
    await assert.rejects(deleteInSlices(db, deletion, stopped), (error) => error === stopped.reason)
    assert.equal(await left(), 800)
    await deleteInSlices(db, deletion)
    assert.equal(await left(), 99)
  })

  test('deletes all, also where another transaction deletes some of them at the same moment', async () => {
    const { db } = await open()
    const organization_key = newKey()
    const organization = { key: organization_key, name: 'Acme', domain: 'two.example.com', created_at: '2026' }
    await db.insertInto('organizations').values(organization).execute()
    await insertRows(
      db,
      'revoked_tokens',
      Array.from({ length: 1_200 }, (_, n) => ({ organization_key, token_id: `token ${n}`, expires_at: '2026' })),
    )
    const where = sql<boolean>`organization_key = ${organization_key}`
    const deletion = { table: 'revoked_tokens', primaryKey: ['organization_key', 'token_id'], where } as const
    const deletedFirst = Promise.withResolvers<void>()
    const former = transaction({ db }, async (parts) => {
      await deleteSlice(parts.db, deletion)
      deletedFirst.resolve()
      await setTimeout(50)
    })
    await deletedFirst.promise
    await deleteInSlices(db, deletion)
    await former
    assert.deepEqual(await db.selectFrom('revoked_tokens').select('token_id').where(where).execute(), [])
  })

  test('leaves so many of those that can be added without end, the newest, and goes in slices too', async () => {
    const { db } = await open()
    const organization_key = newKey()
    const organization = { key: organization_key, name: 'Acme', domain: 'oldest.example.com', created_at: '2026' }
    await db.insertInto('organizations').values(organization).execute()
    const row = (n: number) => ({ organization_key, token_id: `token ${n}`, expires_at: `2026-${n + 1_000}` })
    await insertRows(
      db,
      'revoked_tokens',
      Array.from({ length: 500 }, (_, n) => row((n * 7) % 500)),
    )
    const where = sql<boolean>`organization_key = ${organization_key}`
    const deletion = { table: 'revoked_tokens', primaryKey: ['organization_key', 'token_id'], where } as const
    const left = async () => (await db.selectFrom('revoked_tokens').select('token_id').where(where).execute()).length
    await deleteOldest(db, deletion, 500)
    assert.equal(await left(), 500)
    const { turns } = await loopTurns(() => deleteOldest(db, deletion, 50))
    assert.ok(turns >= 4, `${turns} turns`)
    assert.equal(await left(), 50)
    const oldest = await db.selectFrom('revoked_tokens').select('expires_at').orderBy('expires_at').executeTakeFirst()
    assert.equal(oldest?.expires_at, row(450).expires_at)
  })
})
