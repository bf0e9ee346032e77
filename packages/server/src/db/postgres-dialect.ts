import { CompiledQuery, type DatabaseConnection, type Dialect, PostgresDialect, PostgresDriver } from 'kysely'
import pg from 'pg'
import { createPrimaryPool, type PrimaryPool } from './primary-pool.ts'

const int8 = 20

/**
 * One of them is the change feed's. Together with `readsAtOnce`, and those that watch, 23 connections for each node, and one
 * to each further host
 */
const mostConnections = 11

/** Kysely on a pool of connections, and the pool */
export function postgresDialect(
  url: string,
  onIdleError: (error: Error) => void,
): { dialect: Dialect; pool: PrimaryPool } {
  // What a server that neither answers nor breaks the connection must not hold longer
  const pool = createPrimaryPool(url, onIdleError, { max: mostConnections, query_timeout: 10_000, types })
  return { dialect: new PostgresDialect({ pool }), pool }
}

/** The same for migrations: a statement may change millions of rows, or wait for the migrations of another node. */
export const patientPostgresDialect = (url: string): Dialect =>
  new PostgresDialect({ pool: createPrimaryPool(url, () => {}, { max: 2, query_timeout: 0, types }) })

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
  const pool = createPrimaryPool(url, onIdleError, { max: atOnce, query_timeout: timeLimit + 1_000, types })
  const dialect = new PostgresDialect({ pool })
  return {
    createDriver: () => new ReadingDriver({ pool }, timeLimit),
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
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as never,
}
