import { CompiledQuery, type DatabaseConnection, type Dialect, PostgresDialect, PostgresDriver } from 'kysely'
import pg from 'pg'
import { explainTlsFailure, postgresConnection } from './postgres-connection.ts'

const int8 = 20

/** Together with `readsAtOnce` 20 connections for each node */
const mostConnections = 10

/** Kysely on a pool of connections. */
export const postgresDialect = (url: string, onIdleError: (error: Error) => void): Dialect =>
  new PostgresDialect(poolOf(url, onIdleError, { max: mostConnections, query_timeout: 10_000 }))

/** The same for migrations: a statement may change millions of rows, or wait for the migrations of another node. */
export function patientPostgresDialect(url: string): Dialect {
  const unlimited = new URL(url)
  // What the URL says would win over the pool's settings.
  unlimited.searchParams.delete('query_timeout')
  return new PostgresDialect(poolOf(unlimited.href, () => {}, { max: 2, query_timeout: 0 }))
}

/**
 * The same for reading alone. A transaction is one snapshot that cannot write, and none of its statements runs for longer
 * than the time limit.
 */
export function postgresReadDialect(
  url: string,
  onIdleError: (error: Error) => void,
  { timeLimit, atOnce }: { timeLimit: number; atOnce: number },
): Dialect {
  // The server stops the statement before the driver gives up on it.
  const pool = poolOf(url, onIdleError, { max: atOnce, query_timeout: timeLimit + 1_000 })
  const dialect = new PostgresDialect(pool)
  return {
    createDriver: () => new ReadingDriver(pool, timeLimit),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  }
}

class ReadingDriver extends PostgresDriver {
  readonly #begin: CompiledQuery

  constructor(pool: ConstructorParameters<typeof PostgresDriver>[0], timeLimit: number) {
    super(pool)
    // In one message. Options at the beginning of a connection would not pass every pooler.
    const limit = `set local statement_timeout = ${Math.ceil(timeLimit)}`
    this.#begin = CompiledQuery.raw(`start transaction isolation level repeatable read read only; ${limit}`)
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(this.#begin)
  }
}

/** `count` and `sum` are int8, which the driver returns as text by default. */
function poolOf(
  url: string,
  onIdleError: (error: Error) => void,
  // A server that neither answers nor breaks the connection must not hold requests forever.
  limits: { max: number; query_timeout: number },
): ConstructorParameters<typeof PostgresDialect>[0] {
  const pool = new pg.Pool({
    ...postgresConnection(url),
    ...limits,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
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
  return {
    pool: {
      connect: () =>
        pool.connect().catch((error) => {
          throw explainTlsFailure(error)
        }),
      end: () => pool.end(),
      options: pool.options,
    },
  }
}
