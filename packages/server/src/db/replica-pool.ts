import pg from 'pg'
import { PostgresClient } from './postgres-client.ts'
import { explainTlsFailure, postgresConnections } from './postgres-connection.ts'
import { destroy } from './primary-watch.ts'

/** Reads wait for less: see `longestBegin` of `readFromReplica`. */
const connectWithin = 1_000

/**
 * A connection is used no longer. The name may have moved to another server, and one that cannot be read any more, such as
 * the promoted one, is tried so often that its connection is never idle.
 */
const maxLifetimeSeconds = 60

/** How to connect to the replica that the URL names. @throws SettingError where a file cannot be read */
export const replicaConnection = (url: string) => postgresConnections(url, '--database-replica')[0]

/** A pool of connections to the one server that the URL names, which is not written to */
export function createReplicaPool(url: string, options: Pick<pg.PoolConfig, 'max' | 'query_timeout' | 'types'>) {
  const { connectionString, ssl } = replicaConnection(url)
  const pool = new pg.Pool({
    ...options,
    Client: PostgresClient as unknown as NonNullable<pg.PoolConfig['Client']>,
    connectionString,
    ssl,
    connectionTimeoutMillis: connectWithin,
    idleTimeoutMillis: 30_000,
    maxLifetimeSeconds,
    keepAlive: true,
    application_name: 'portico',
  })
  // Without listeners, a connection that breaks would end the process. The next statement says so.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => destroy(client)))
  return {
    connect: () =>
      pool.connect().catch((error) => {
        throw explainTlsFailure(error)
      }),
    end: () => pool.end(),
    options: pool.options,
  }
}
