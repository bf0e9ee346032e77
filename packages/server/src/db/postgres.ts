import { type Dialect, PostgresDialect } from 'kysely'
import pg from 'pg'

const int8 = 20

/** Kysely on a pool of connections. `count` and `sum` are int8, which the driver hands out as text unless told. */
export function postgresDialect(url: string, onIdleError: (error: Error) => void): Dialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: 20,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
    // A server that neither answers nor breaks the connection must not hold requests for ever.
    query_timeout: 10_000,
    keepAlive: true,
    application_name: 'portico',
    types: {
      getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as never,
    },
  })
  // Without a listener, a connection that breaks while idle would end the process.
  pool.on('error', onIdleError)
  return new PostgresDialect({ pool })
}
