import { startEmbeddedPostgres } from '@portico/testing/embedded-postgres.ts'
import { runLongTest } from './run-long-test.ts'

/**
 * Compares lists of users by the index with those by the tables after random writes, on both engines, with writers that
 * are killed: `npm run users:model -- --seconds 300 --seed 7`
 */
const postgres = await startEmbeddedPostgres()
try {
  process.env.PORTICO_TEST_POSTGRES = postgres.url
  runLongTest({
    file: 'packages/server/test/user-index/user-index.model.test.ts',
    unit: 'seconds',
    count: '300',
    prefix: 'USERS',
  })
} finally {
  await postgres.stop()
}
