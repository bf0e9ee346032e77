import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import { newKey } from '../../../db/keys.ts'
import { claimLogoutNotices, postponeLogoutNotice } from './logout-notices.ts'
import { insertLogoutNotices } from './logout-notices-repository.ts'

onBothEngines('Notices of sign-outs', (_engine, open) => {
  test('that wait are due at their time, and where a clock was set back since', async () => {
    const clock = testClock()
    const { db } = await open()
    const { organizationKey } = await createDirectory(db, clock)
    const ended = { sid: 's', clientId: 'c', userKey: newKey() }
    await insertLogoutNotices(db, organizationKey, [ended], clock.now())
    const claimed = async () => (await claimLogoutNotices({ db, clock }, 10)).length
    const [notice] = await claimLogoutNotices({ db, clock }, 10)
    assert.ok(notice)
    await postponeLogoutNotice({ db, clock }, { ...notice, attempts: 5 })
    clock.advance(3_599_000)
    assert.equal(await claimed(), 0)
    clock.advance(-3_600_000)
    assert.equal(await claimed(), 0, 'the clocks of nodes may differ a little')
    clock.advance(-365 * 86_400_000)
    assert.equal(await claimed(), 1)
    assert.equal(await claimed(), 0)
  })
})
