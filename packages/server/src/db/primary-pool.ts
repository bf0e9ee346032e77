import pg from 'pg'
import { PostgresClient } from './postgres-client.ts'
import { explainTlsFailure, type PostgresConnection, postgresConnections } from './postgres-connection.ts'
import { readPostgresRole } from './postgres-role.ts'
import { destroy, watchPrimary } from './primary-watch.ts'

/** What Kysely asks of a pool */
export interface PrimaryPool {
  connect(): Promise<pg.PoolClient>
  end(): Promise<void>
  options: object
  /** Called with the server that is used from now on, and with undefined where none can be */
  onPrimary(listener: (primary: PostgresConnection | undefined) => void): void
}

/**
 * A pool of connections to the primary server among those that the URL names. Once another one has become that, or none is
 * left, all connections to the former one end at once, whatever runs on them: what went silent would hold requests for
 * long, and a server that comes back must not be written to by what had begun before.
 */
export function createPrimaryPool(
  url: string,
  onIdleError: (error: Error) => void,
  options: Pick<pg.PoolConfig, 'max' | 'query_timeout' | 'types'>,
): PrimaryPool {
  const watch = watchPrimary(postgresConnections(url))
  const connectionStringOf = ({ connectionString }: PostgresConnection): string => {
    const url = new URL(connectionString)
    // What the URL says would win over the pool's settings.
    if (options.query_timeout === 0) url.searchParams.delete('query_timeout')
    return url.href
  }
  const clients = new Map<pg.ClientBase, PostgresConnection>()

  class PrimaryClient extends PostgresClient {
    constructor(config: pg.ClientConfig) {
      const server = watch.latest()
      super({ ...config, connectionString: connectionStringOf(server), ssl: server.ssl })
      clients.set(this, server)
      // Without listeners, a connection that breaks would end the process, also in use between two queries, where the
      // next query says so.
      this.on('error', () => {})
      this.on('end', () => clients.delete(this))
    }
  }

  const pool = new pg.Pool({
    ...options,
    Client: PrimaryClient as unknown as NonNullable<pg.PoolConfig['Client']>,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: 'portico',
    // The pool waits for it. What has become of the server since it was asked last shows here.
    onConnect: async (client) => watch.requirePrimary(await readPostgresRole(client)),
  })
  pool.on('error', onIdleError)
  watch.onChange((primary) => {
    for (const [client, server] of clients) if (server !== primary) destroy(client)
  })

  return {
    async connect() {
      await watch.find()
      return pool.connect().catch((error) => {
        throw explainTlsFailure(error)
      })
    },
    async end() {
      await watch.close()
      await pool.end()
    },
    options: pool.options,
    onPrimary: watch.onChange,
  }
}
