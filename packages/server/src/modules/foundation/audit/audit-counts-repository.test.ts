import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import type { Parts } from '../../../db/parts.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { deleteExpiredAuditEntries } from './delete-expired-audit-entries.ts'
import { listAuditEntries } from './list-audit-entries.ts'
import { recordChange, recordChanges } from './record-change.ts'

onBothEngines('The number of audit entries', (_engine, open) => {
  const clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
  let db: Db
  let directories: [Directory, Directory]

  before(async () => {
    db = (await open()).db
    directories = [await createDirectory(db, clock), await createDirectory(db, clock)]
  })

  const change = (name: string) => ({ action: 'user.updated', entity: { type: 'user', key: 'key', name } }) as const
  const record = (parts: Parts<'clock'>, directory: Directory, name = ''): Promise<void> =>
    recordChange(parts, directory.principal(), change(name))

  const total = async (directory: Directory, page: { limit?: number; offset?: number } = {}): Promise<number> =>
    (await listAuditEntries({ db }, directory.principal(), page)).page.totalResults
  const counted = async ({ organizationKey }: Directory): Promise<number> => {
    const rows = await db
      .selectFrom('audit_entries')
      .select('key')
      .where('organization_key', '=', organizationKey)
      .execute()
    return rows.length
  }
  const assertExact = async (): Promise<void> => {
    for (const directory of directories) assert.equal(await total(directory), await counted(directory))
  }

  test('is exact after several changes in one transaction, for each organization in it', async () => {
    const [first, second] = directories
    const before = [await total(first), await total(second)] as const
    await transaction({ db, clock }, async (parts) => {
      await record(parts, second)
      await recordChanges(parts, first.principal(), [change('a'), change('b'), change('c')])
      await record(parts, first)
      await recordChanges(parts, first.principal(), [])
    })
    assert.deepEqual([await total(first), await total(second)], [before[0] + 4, before[1] + 1])
    assert.equal(await total(first, { limit: 1, offset: 1_000 }), before[0] + 4, 'past the last page')
    await assertExact()
  })

  test('does not move with what is rolled back', async () => {
    const [first] = directories
    const before = await total(first)
    const failure = new Error('changed my mind')
    const work = transaction({ db, clock }, async (parts) => {
      await record(parts, first)
      throw failure
    })
    await assert.rejects(work, failure)
    assert.equal(await total(first), before)
    await assertExact()
  })

  test('counts once what is carried out twice', async () => {
    const [first] = directories
    const before = await total(first)
    let attempts = 0
    await transaction({ db, clock }, async (parts) => {
      attempts++
      await record(parts, first)
      if (attempts === 1) {
        const missing = {
          organization_key: '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091',
          status: 'Active' as const,
          users: 1,
        }
        await parts.db.insertInto('user_counts').values(missing).execute()
      }
    })
    assert.equal(attempts, 2)
    assert.equal(await total(first), before + 1)
    await assertExact()
  })

  test('is not changed outside a transaction, where nothing is recorded either', async () => {
    const [first] = directories
    const before = await counted(first)
    await assert.rejects(record({ db, clock }, first), /needs the handle of a transaction/)
    assert.equal(await counted(first), before)
  })

  test('stays exact while many write at once, some in vain, and old entries are deleted', async () => {
    const began = await counted(directories[0])
    for (let n = 0; n < 40; n++)
      await transaction({ db, clock }, (parts) => record(parts, directories[n % 2] as Directory, 'old'))
    clock.advance(24 * 3_600_000 + 1)
    const deleteExpired = () => deleteExpiredAuditEntries({ db, clock }, 1, new AbortController().signal)
    const failure = new Error('in vain')
    const writers = Array.from({ length: 120 }, (_, n) =>
      transaction({ db, clock }, async (parts) => {
        // Both organizations, in either order: taking rows as they come would end in a deadlock.
        const order = n % 2 ? directories : directories.toReversed()
        for (const directory of order) await record(parts, directory)
        if (n % 5 === 0) throw failure
      }).catch((error: unknown) => assert.equal(error, failure)),
    )
    await Promise.all([deleteExpired(), deleteExpired(), ...writers])
    await assertExact()
    assert.equal(await total(directories[0]), 96, `of ${began} before, all are gone`)
  })
})
