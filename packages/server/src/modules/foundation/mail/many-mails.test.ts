import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { loopTurns } from '@portico/testing/loop-turns.ts'
import { threadTime } from '@portico/testing/thread-time.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import { newKey } from '../../../db/keys.ts'
import type { Db } from '../../../db/transaction.ts'
import { endLongDelays, makeWaitingMailsDue, postponeDueMails, selectDue } from './due-mails-repository.ts'
import { countMailsSince } from './mails-repository.ts'

const many = 2_000
/** Of which the next one is looked for */
const veryMany = 20_000
const [earlier, now, later] = ['2026-01-01', '2026-01-02', '2026-01-03']

onBothEngines('Very many mails that wait', (_engine, open) => {
  const organization_key = newKey()
  let db: Db

  before(async () => {
    db = (await open()).db
    const organization = { key: organization_key, name: 'Acme', domain: 'acme.example.com', created_at: earlier }
    await db.insertInto('organizations').values(organization).execute()
    const mail = {
      organization_key,
      kind: 'test' as const,
      to_address: 'ada@example.com',
      to_name: null,
      subject: 'Hello',
    }
    const attempt = { content_encrypted: '', attempts: 1, error: null, problem: null, sent_at: null }
    const waiting = { ...mail, ...attempt, status: 'waiting' as const, claimed_by: null, created_at: earlier }
    const rows = Array.from({ length: many }, () => ({ ...waiting, next_attempt_at: earlier, key: newKey() }))
    const claimed = { ...waiting, next_attempt_at: later, claimed_by: newKey(), key: newKey() }
    await insertRows(db, 'mails', [...rows, claimed])
  })

  const times = async (): Promise<Record<string, number>> => {
    const mails = await db.selectFrom('mails').select(['next_attempt_at', 'claimed_by']).execute()
    const words = mails.map((mail) => `${mail.claimed_by === null ? 'free' : 'claimed'} ${mail.next_attempt_at}`)
    return Object.fromEntries([...Map.groupBy(words, (word) => word)].map(([word, { length }]) => [word, length]))
  }
  async function assertInSlices(work: () => Promise<void>): Promise<void> {
    const { turns } = await loopTurns(work)
    assert.ok(turns >= many / 250, `${turns} turns`)
  }

  test('are delayed, and made due again, in slices', async () => {
    await assertInSlices(() => postponeDueMails(db, organization_key, now, later))
    assert.deepEqual(await times(), { [`free ${later}`]: many, [`claimed ${later}`]: 1 })
    await assertInSlices(() => makeWaitingMailsDue(db, organization_key, now))
    assert.deepEqual(await times(), { [`free ${now}`]: many, [`claimed ${later}`]: 1 })
  })

  test('are found one by one without sorting those that are due at the same moment', async () => {
    const [mail] = await db.selectFrom('mails').selectAll().where('claimed_by', 'is', null).limit(1).execute()
    assert.ok(mail)
    const rows = Array.from({ length: veryMany - many }, () => ({ ...mail, key: newKey() }))
    await insertRows(db, 'mails', rows)
    const milliseconds = await threadTime(async () => {
      for (let n = 0; n < 10; n++) assert.ok(await selectDue(db, organization_key, later))
    })
    // Of SQLite, which runs in this thread: sorting takes 3 each time.
    assert.ok(milliseconds < 20, `${milliseconds} ms`)
  })

  test('are not read to find those that were delayed before a clock was set back', async () => {
    const milliseconds = await threadTime(async () => {
      for (let n = 0; n < 10; n++) await endLongDelays(db, new Date(now).toISOString(), 48 * 3_600_000)
    })
    assert.ok(milliseconds < 20, `${milliseconds} ms`)
  })

  test('are not read to count those of a kind', async () => {
    await db
      .updateTable('mails')
      .set({ content_encrypted: 'x'.repeat(2_000) })
      .execute()
    const times = { since: '2025-01-01', until: later }
    const milliseconds = await threadTime(async () => {
      for (let n = 0; n < 10; n++) assert.equal(await countMailsSince(db, organization_key, 'invitation', times), 0)
    })
    assert.ok(milliseconds < 20, `${milliseconds} ms`)
  })
})
