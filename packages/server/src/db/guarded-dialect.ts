import type { DatabaseConnection, Dialect, Driver } from 'kysely'

/** The dialect with a check before each connection that the root handle takes; `check` throws where it must not. */
export const guardedDialect = (dialect: Dialect, check: () => void): Dialect => ({
  createDriver: () => guardedDriver(dialect.createDriver(), check),
  createQueryCompiler: () => dialect.createQueryCompiler(),
  createAdapter: () => dialect.createAdapter(),
  createIntrospector: (db) => dialect.createIntrospector(db),
})

/** Queries of a transaction don't come by `check`: they have its connection. */
function guardedDriver(driver: Driver, check: () => void): Driver {
  const guarded = (connection: DatabaseConnection): GuardedConnection => {
    if (connection instanceof GuardedConnection) return connection
    throw new Error('this connection was not taken from here')
  }
  return {
    init: (options) => driver.init(options),
    async acquireConnection(options) {
      check()
      return new GuardedConnection(await driver.acquireConnection(options))
    },
    beginTransaction: (connection, settings) =>
      guarded(connection).begin((inner) => driver.beginTransaction(inner, settings)),
    commitTransaction: (connection) => guarded(connection).commit((inner) => driver.commitTransaction(inner)),
    rollbackTransaction: (connection) => guarded(connection).rollback((inner) => driver.rollbackTransaction(inner)),
    releaseConnection: (connection, options) => driver.releaseConnection(guarded(connection).inner, options),
    destroy: (options) => driver.destroy(options),
  }
}

/**
 * A connection from when it is taken until it is given back. On both engines, a statement that fails in a transaction is
 * the last one that it carries out; the commit fails as the statement did. And once the commit or the rollback has begun,
 * it carries out none: one by what still runs beside the work that has failed would be stored by itself.
 */
class GuardedConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection
  #state: 'free' | 'in a transaction' | 'over' = 'free'
  #failure: { error: unknown } | undefined
  /** Held for more than one transaction, as the migrator does it */
  #isKept = false

  constructor(inner: DatabaseConnection) {
    this.inner = inner
  }

  async executeQuery<R>(...query: Parameters<DatabaseConnection['executeQuery']>) {
    if (this.#state === 'over') throw new Error('the transaction is over')
    if (this.#failure) throw this.#failure.error
    if (this.#state === 'free') this.#isKept = true
    try {
      return await this.inner.executeQuery<R>(...query)
    } catch (error) {
      if (this.#state === 'in a transaction') this.#failure ??= { error }
      throw error
    }
  }

  streamQuery<R>(...query: Parameters<DatabaseConnection['streamQuery']>) {
    return this.inner.streamQuery<R>(...query)
  }

  async begin(begin: (inner: DatabaseConnection) => Promise<void>): Promise<void> {
    await begin(this.inner)
    this.#state = 'in a transaction'
  }

  async commit(commit: (inner: DatabaseConnection) => Promise<void>): Promise<void> {
    if (this.#failure) throw this.#failure.error
    await this.#end(commit)
  }

  rollback(rollback: (inner: DatabaseConnection) => Promise<void>): Promise<void> {
    return this.#end(rollback)
  }

  async #end(end: (inner: DatabaseConnection) => Promise<void>): Promise<void> {
    this.#state = 'over'
    try {
      await end(this.inner)
    } finally {
      if (this.#isKept) {
        this.#state = 'free'
        this.#failure = undefined
      }
    }
  }
}
