import { CompiledQuery, type DatabaseConnection, type Dialect, PostgresDialect, PostgresDriver } from 'kysely'
import pg from 'pg'
import { createPrimaryPool, type PrimaryPool } from './primary-pool.ts'
import { createReplicaPool } from './replica-pool.ts'

const int8 = 20

/**
 * One of them is the change feed's. With the 10 for reading, and the one of each pool that watches the server, a node has 23
 * connections, and two to each further host.
 */
const mostConnections = 11

/** Of a thread that does one thing after the other. One of them is its change feed's. */
export const connectionsBeside = 4

/** Kysely on a pool of connections, and the pool */
export function postgresDialect(
  url: string,
  onIdleError: (error: Error) => void,
  max: number = mostConnections,
): { dialect: Dialect; pool: PrimaryPool } {
  // What a server that neither answers nor breaks the connection must not hold longer
  const pool = createPrimaryPool(url, onIdleError, { max, query_timeout: 10_000, types })
  return { dialect: new PostgresDialect({ pool }), pool }
}

/** The same for migrations: a statement may change millions of rows, or wait for the migrations of another node. */
export const postgresDialectWithoutTimeLimit = (url: string): Dialect =>
  new PostgresDialect({ pool: createPrimaryPool(url, () => {}, { max: 2, query_timeout: 0, types }) })

interface ReadLimits {
  /** Of each statement, in milliseconds */
  timeLimit: number
  /** How many connections */
  max: number
  /** Whether it is the server that the URL names, and not the primary one among those */
  isReplica: boolean
  /** Carried out before each transaction, on its connection. @returns what is set for the transaction */
  prepare(connection: DatabaseConnection): Promise<Record<string, string>>
}

/** The same for reading alone. A transaction is one snapshot that cannot write. */
export function postgresReadDialect(url: string, { timeLimit, max, isReplica, prepare }: ReadLimits): Dialect {
  // The server stops the statement before the driver gives up on it.
  const limits = { max, query_timeout: timeLimit + 1_000, types }
  // A connection that is lost between reads costs nothing. That the server is away, the connections that write say.
  const pool = isReplica ? createReplicaPool(url, limits) : createPrimaryPool(url, () => {}, limits)
  const dialect = new PostgresDialect({ pool })
  return {
    createDriver: () => new ReadingDriver({ pool }, prepare),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  }
}

class ReadingDriver extends PostgresDriver {
  readonly #prepare: ReadLimits['prepare']

  constructor(pool: ConstructorParameters<typeof PostgresDriver>[0], prepare: ReadLimits['prepare']) {
    super(pool)
    this.#prepare = prepare
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const settings = Object.entries(await this.#prepare(connection))
    // In one message. Options at the beginning of a connection would not pass every pooler.
    const set = settings.map(([name, value]) => `; set local ${name} = '${value.replaceAll("'", "''")}'`)
    const begin = `start transaction isolation level repeatable read read only${set.join('')}`
    await connection.executeQuery(CompiledQuery.raw(begin))
  }
}

/** `count` and `sum` are int8, which the driver returns as text by default. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as never,
}
