import type { DatabaseConnection, Dialect, Driver } from 'kysely'

/** The dialect with a check before each connection that the root handle takes; `check` throws where it must not. */
export const guardedDialect = (dialect: Dialect, check: () => void): Dialect => ({
  createDriver: () => guardedDriver(dialect.createDriver(), check),
  createQueryCompiler: () => dialect.createQueryCompiler(),
  createAdapter: () => dialect.createAdapter(),
  createIntrospector: (db) => dialect.createIntrospector(db),
})

/** Queries of a transaction don't come by here: they have its connection. */
function guardedDriver(driver: Driver, check: () => void): Driver {
  const acquireConnection: Driver['acquireConnection'] = async (options): Promise<DatabaseConnection> => {
    check()
    return driver.acquireConnection(options)
  }
  return new Proxy(driver, {
    get(target, name) {
      if (name === 'acquireConnection') return acquireConnection
      const value = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
