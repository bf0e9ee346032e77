import type { ClientBase, QueryConfig } from 'pg'

/** What a PostgreSQL server says of itself */
export interface PostgresRole {
  isStandby: boolean
  /** Whether transactions of this user can only read unless they ask for more, as where a server is fenced off */
  isReadOnly: boolean
  /** The promotion of a standby begins the next one. Zero where the server doesn't tell. */
  timeline: number
  /** Of the data: the same on all servers that replicate it. Empty where the server doesn't tell. */
  system: string
}

const role = `
  select pg_is_in_recovery() as "isStandby", current_setting('transaction_read_only') = 'on' as "isReadOnly"`
const roleAndTimeline = `${role},
  case when pg_is_in_recovery() then 0
    else ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::bigint::float8 end as timeline,
  (select system_identifier::text from pg_control_system()) as system`

/** insufficient_privilege, and what engines that speak PostgreSQL's protocol lack of it */
const isUnknownThere = (error: unknown): boolean =>
  /^(42...|0A000|55000)$/.test(String((error as { code?: unknown }).code))

/** Asks a server what it is at this moment. @param query_timeout milliseconds for the answer */
export async function readPostgresRole(client: ClientBase, query_timeout = 3_000): Promise<PostgresRole> {
  const ask = async <Row>(text: string): Promise<Row> => {
    const { rows } = await client.query({ text, query_timeout } as QueryConfig)
    return rows[0]
  }
  try {
    return await ask(roleAndTimeline)
  } catch (error) {
    if (!isUnknownThere(error)) throw error
    return { ...(await ask<Pick<PostgresRole, 'isStandby' | 'isReadOnly'>>(role)), timeline: 0, system: '' }
  }
}
