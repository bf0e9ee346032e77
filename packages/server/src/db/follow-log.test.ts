import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import { followLog, newFollower } from './follow-log.ts'
import { selectLogPosition } from './log-position.ts'

onBothEngines('What follows a log', (_engine, open) => {
  test('goes on where its rows could not be read, and begins anew where it may be half changed', async () => {
    const { db } = await open()
    const directory = await createDirectory(db, testClock())
    const position = await selectLogPosition(db)
    const follower = { ...newFollower(), position, changedAt: position }
    const changed: string[][] = []
    const following = {
      selectChanged: async () => ['Ada'],
      selectRows: async (keys: string[]) => keys,
      update: (keys: string[]) => void changed.push(keys),
    }
    const failing = async (): Promise<never> => assert.fail('out of time')
    const follow = (more: object = {}) => followLog(db, 'user', follower, { ...following, ...more })

    await directory.users({ name: 'Ada' })
    await assert.rejects(follow({ selectRows: failing }), /out of time/)
    assert.equal(await follow(), 'followed')
    assert.deepEqual(changed, [['Ada']])
    await directory.users({ name: 'Bob' })
    await assert.rejects(follow({ update: () => assert.fail('no memory') }), /no memory/)
    assert.equal(await follow(), 'lost')
  })
})
