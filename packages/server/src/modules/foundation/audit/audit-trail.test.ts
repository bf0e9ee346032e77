import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { loopTurns } from '@portico/testing/loop-turns.ts'
import { testClock } from '@portico/testing/server.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import type { Principal } from '../permissions/principal.ts'
import { deleteExpiredAuditEntries } from './delete-expired-audit-entries.ts'
import { listAuditEntries } from './list-audit-entries.ts'
import { recordChange, recordChanges } from './record-change.ts'

const day = 24 * 3_600_000

onBothEngines('Keeping the audit trail', (_engine, open) => {
  const { signal } = new AbortController()
  const clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
  let db: Db
  let directories: Directory[]

  before(async () => {
    db = (await open()).db
    directories = [await createDirectory(db, clock), await createDirectory(db, clock)]
  })

  const record = (principal: Principal, name: string): Promise<void> =>
    transaction({ db, clock }, (parts) =>
      recordChange(parts, principal, {
        action: 'user.updated',
        entity: { type: 'user', key: 'key', name },
      }),
    )
  const names = async ({ principal }: Directory): Promise<(string | null)[]> => {
    const { results } = await listAuditEntries({ db }, principal(), { action: ['user.updated'], sort: 'occurredAt' })
    return results.map(({ entity }) => entity.name)
  }

  test('masks what would be a secret, at any depth, in every change', async () => {
    const [directory] = directories as [Directory]
    await transaction({ db, clock }, (parts) =>
      recordChange(parts, directory.principal(), {
        action: 'api-client.updated',
        entity: { type: 'api-client', key: 'masked', name: null },
        before: { clientSecret: null, secretExpiresAt: '2026-11-23' },
        after: {
          clientSecret: 'hunter2',
          oidc: { client_secret: 'hunter2', clientId: 'id' },
          list: [{ password: 'hunter2' }],
        },
      }),
    )
    const row = await db
      .selectFrom('audit_entries')
      .selectAll()
      .where('entity_key', '=', 'masked')
      .executeTakeFirstOrThrow()
    assert.deepEqual(JSON.parse(row.old_values ?? ''), { clientSecret: null, secretExpiresAt: '2026-11-23' })
    assert.deepEqual(JSON.parse(row.new_values ?? ''), {
      clientSecret: '***',
      oidc: { client_secret: '***', clientId: 'id' },
      list: [{ password: '***' }],
    })
  })

  test('deletes what is older than the retention, of every organization, and nothing unless there is one', async () => {
    const [first, second] = directories as [Directory, Directory]
    for (let n = 0; n < 3; n++) {
      await record(first.principal(), `first ${n}`)
      await record(second.principal(), `second ${n}`)
      clock.advance(10 * day)
    }
    await deleteExpiredAuditEntries({ db, clock }, undefined, signal)
    assert.deepEqual(await names(first), ['first 0', 'first 1', 'first 2'])
    await deleteExpiredAuditEntries({ db, clock }, 20, signal)
    assert.deepEqual(await names(first), ['first 1', 'first 2'])
    assert.deepEqual(await names(second), ['second 1', 'second 2'])
    clock.advance(1)
    await deleteExpiredAuditEntries({ db, clock }, 20, signal)
    assert.deepEqual(await names(first), ['first 2'])
    assert.deepEqual(await names(second), ['second 2'])
  })

  test('deletes in small batches, and all of them', async () => {
    const [first] = directories as [Directory]
    await transaction({ db, clock }, async (parts) => {
      for (let n = 0; n < 1_100; n++) {
        await recordChange(parts, first.principal(), {
          action: 'user.deleted',
          entity: { type: 'user', key: `${n}`, name: null },
        })
      }
    })
    clock.advance(5 * day)
    const before = (await db.selectFrom('audit_entries').select('key').execute()).length
    // A server that stops leaves the rest to the next start.
    await assert.rejects(deleteExpiredAuditEntries({ db, clock }, 4, AbortSignal.abort()), { name: 'AbortError' })
    const after = (await db.selectFrom('audit_entries').select('key').execute()).length
    assert.ok(after < before && after >= before - 500, `${before} ${after}`)
    await deleteExpiredAuditEntries({ db, clock }, 4, signal)
    assert.deepEqual(await db.selectFrom('audit_entries').select('key').execute(), [])
  })

  test('deletes entries that name hundreds of others a few milliseconds at a time', async () => {
    const [first] = directories as [Directory]
    const namedKeys = Array.from({ length: 200 }, (_, n) => `named ${n}`)
    const entity = { type: 'group', key: 'group', name: 'Group' } as const
    const change = { action: 'group.updated', entity, namedKeys } as const
    await transaction({ db, clock }, async (parts) => {
      for (let n = 0; n < 200; n++) {
        await recordChange(parts, first.principal(), change)
        clock.advance(1)
      }
    })
    const count = async () => (await db.selectFrom('audit_named').select('entry_key').execute()).length
    assert.equal(await count(), 200 * 200)
    clock.advance(5 * day)
    // Without the commit
    const { longest } = await transaction({ db, clock }, (parts) =>
      loopTurns(() => deleteExpiredAuditEntries(parts, 4, signal)),
    )
    assert.equal(await count(), 0)
    assert.ok(longest < 30, `${longest} ms`)
  })

  test('stores very many entries some hundreds at a time', async () => {
    const [first] = directories as [Directory]
    const changes = Array.from({ length: 2_000 }, (_, n) => {
      const entity = { type: 'group', key: `group ${n}`, name: `Group ${n}` } as const
      return { action: 'group.updated', entity, namedKeys: [`named ${n}`] } as const
    })
    const { turns } = await loopTurns(() =>
      transaction({ db, clock }, (parts) => recordChanges(parts, first.principal(), changes)),
    )
    assert.ok(turns >= 40, `${turns} turns`)
    const stored = db.selectFrom('audit_entries').select('entity_key').where('action', '=', 'group.updated')
    assert.deepEqual(
      (await stored.orderBy('slot').orderBy('position').execute()).map(({ entity_key }) => entity_key),
      changes.map(({ entity }) => entity.key),
    )
  })
})
