import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { sql } from 'kysely'
import { deleteInSlices } from './delete-in-slices.ts'
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
})
