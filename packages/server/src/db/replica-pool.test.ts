import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createReplicaPool } from './replica-pool.ts'

test('a connection that is used all the time ends all the same: the name may lead to another replica by now', async (t) => {
  const pool = createReplicaPool(process.env.PORTICO_TEST_POSTGRES ?? assert.fail(), { max: 2 })
  t.after(() => pool.end())
  const server = async (): Promise<number> => {
    const client = await pool.connect()
    const { rows } = await client.query('select pg_backend_pid() as pid')
    client.release()
    return rows[0].pid
  }
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const found = new Set<number>()
  // As often as a replica is tried that cannot be used
  for (let seconds = 0; seconds < 70; seconds++) {
    found.add(await server())
    t.mock.timers.tick(1_000)
  }
  assert.equal(found.size, 2)
})
