import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { onBothEngines } from '@portico/testing/databases.ts'
import { createDirectory } from '@portico/testing/directory.ts'
import { testClock } from '@portico/testing/server.ts'
import { lockOrganizationRow } from './row-locks.ts'
import { transaction } from './transaction.ts'

onBothEngines('The lock of an organization', (engine, open) => {
  // On SQLite, one transaction writes at a time.
  if (engine === 'postgres') {
    test('holds up nobody who adds users', async () => {
      const { db } = await open()
      const { organizationKey, users } = await createDirectory(db, testClock())
      const [locked, added] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const holder = transaction({ db }, async (parts) => {
        await lockOrganizationRow(parts.db, organizationKey)
        locked.resolve()
        // Where adding waits, that ends too.
        return Promise.race([added.promise.then(() => 'added'), setTimeout(3_000, 'waited')])
      })
      await locked.promise
      await users({ email: 'ada@example.com' })
      added.resolve()
      assert.equal(await holder, 'added')
    })
  }
})
