import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { createTestDatabase } from '@portico/testing/databases.ts'
import { createReader } from './reader.ts'

test('nothing is kept beside a database whose replica cannot be opened', async () => {
  const { dataFolder, remove } = await createTestDatabase('sqlite', { migrated: true })
  const reader = createReader({
    ...{ database: 'sqlite', dataFolder, timeLimit: 1_000 },
    replica: 'postgres://portico@db.example.com/portico?sslrootcert=/nowhere.pem',
    onReplica: () => {},
    onIndexFault: assert.ifError,
  })
  const begun = mock.method(globalThis, 'setInterval').mock
  for (let tries = 0; tries < 2; tries++) await assert.rejects(reader.open(), /\/nowhere\.pem/)
  begun.restore()
  assert.equal(begun.callCount(), 0)
  await reader.close()
  await remove()
})
