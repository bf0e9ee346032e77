import { type Dialect, PostgresDialect } from 'kysely'
import pg from 'pg'
import { explainTlsFailure, postgresConnection } from './postgres-connection.ts'

const int8 = 20

/** Kysely on a pool of connections. `count` and `sum` are int8, which the driver returns as text by default. */
export function postgresDialect(url: string, onIdleError: (error: Error) => void): Dialect {
  const pool = new pg.Pool({
    ...postgresConnection(url),
    max: 20,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
    // A server that neither answers nor breaks the connection must not hold requests forever.
    query_timeout: 10_000,
    keepAlive: true,
    application_name: 'portico',
    types: {
      getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as never,
    },
  })
  // Without listeners, a connection that breaks would end the process: while it is idle, and while it is in use between
  // two queries, where the next query says so.
  pool.on('error', onIdleError)
  pool.on('connect', (client) => client.on('error', () => {}))
  return new PostgresDialect({
    pool: {
      connect: () =>
        pool.connect().catch((error) => {
          throw explainTlsFailure(error)
        }),
      end: () => pool.end(),
      options: pool.options,
    },
  })
}
