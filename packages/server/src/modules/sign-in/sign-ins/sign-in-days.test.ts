import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory, type Directory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { countSignIn, listSignInDays } from './sign-in-days.ts'

onBothEngines('Sign-ins of a day', (_engine, open) => {
  const clock = testClock(Date.parse('2026-02-27T23:59:59.000Z'))
  let db: Db
  let directory: Directory
  const note = () => transaction({ db, clock }, (parts) => countSignIn(parts, directory.organizationKey))

  before(async () => {
    db = (await open()).db
    directory = await createDirectory(db, clock)
  })

  test('are counted by the day in UTC, also where several come at once; days without one have 0', async () => {
    const parts = { db, clock }
    const principal = directory.principal()
    await note()
    clock.advance(1_000)
    await Promise.all(Array.from({ length: 5 }, note))
    clock.advance(2 * 86_400_000)
    await note()
    assert.deepEqual((await listSignInDays(parts, principal, 4)).results, [
      { day: '2026-02-27', signIns: 1 },
      { day: '2026-02-28', signIns: 5 },
      { day: '2026-03-01', signIns: 0 },
      { day: '2026-03-02', signIns: 1 },
    ])
    assert.equal((await listSignInDays(parts, principal)).results.length, 30)
    assert.deepEqual((await listSignInDays(parts, principal, 1)).results, [{ day: '2026-03-02', signIns: 1 }])
    const elsewhere = (await createDirectory(db, clock)).principal()
    assert.ok((await listSignInDays(parts, elsewhere)).results.every(({ signIns }) => signIns === 0))
  })
})
