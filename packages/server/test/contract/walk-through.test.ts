import { test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { startTestServer } from '@portico/testing/server.ts'
import { walkThrough, walkThroughPermissions } from '@portico/testing/walk-through.ts'

onBothEngines('ODC’s walk-through “create a user and assign a role”', (engine) => {
  test('runs as documented', async () => {
    const server = await startTestServer({ engine, sample: true })
    const { token } = await server.caller(...walkThroughPermissions)
    await walkThrough(server.url, token)
  })
})
