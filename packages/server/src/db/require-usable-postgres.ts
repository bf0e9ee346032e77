import { sql } from 'kysely'
import { SettingError } from '../config/settings.ts'
import type { Db } from './transaction.ts'

/** The oldest version that its makers still maintain */
const oldestMajor = 15

interface Server {
  version: number
  encoding: string
  database: string
  user: string
  /** Null where none of the search path exists */
  schema: string | null
  is_standby: boolean
  is_read_only: boolean
}

/**
 * Refuses a PostgreSQL on which Portico cannot work, before anything is written to it, and says what to do.
 * @throws SettingError
 */
export async function requireUsablePostgres(db: Db): Promise<void> {
  const { rows } = await sql<Server>`
    select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
      current_database() as database, current_user as user, current_schema() as schema,
      pg_is_in_recovery() as is_standby, current_setting('transaction_read_only') = 'on' as is_read_only`.execute(db)
  const problem = rows[0] && problemOf(rows[0])
  if (problem) throw unusable(problem)
}

/** insufficient_privilege: the user may connect, but not do that */
export const isRefusedByPostgres = (error: unknown): error is Error =>
  (error as { code?: unknown } | undefined)?.code === '42501'

/** What to do where the tables may not be made. A server may have a user that may not, once they are there. */
export async function tablesRefused(db: Db, { message }: Error): Promise<SettingError> {
  const { rows } = await sql<Pick<Server, 'user' | 'schema' | 'database'>>`
    select current_database() as database, current_user as user, current_schema() as schema`.execute(db)
  const { user = '', schema = '', database } = rows[0] ?? {}
  return unusable(
    `the user ${user} may not make or change the tables in the database ${database} (${message}). Grant it (grant create on schema ${quoted(schema)} to ${quoted(user)}), or run portico migrate as the user that owns the tables`,
  )
}

function problemOf({ database, user, schema, ...found }: Server): string | undefined {
  if (found.version < oldestMajor * 10_000) {
    const major = Math.floor(found.version / 10_000)
    return `the server is version ${major}, and Portico needs ${oldestMajor} or newer. Upgrade it`
  }
  if (found.encoding !== 'UTF8') {
    return `the database ${database} stores text as ${found.encoding}, and Portico needs UTF8. Make another one: create database portico encoding 'UTF8' template template0`
  }
  if (found.is_standby) return 'the server is a standby, which can only be read. Name the primary server'
  if (found.is_read_only) {
    return `the database ${database} is set to be only read (default_transaction_read_only) for the user ${user}. Set that to off`
  }
  if (schema === null) {
    return `the database ${database} has no schema of the search path that the user ${user} may use. Make one (create schema ${quoted(user)} authorization ${quoted(user)}), or grant usage of one`
  }
  return undefined
}

const unusable = (problem: string): SettingError =>
  new SettingError(`--database: PostgreSQL cannot be used: ${problem}.`)

const quoted = (name: string | null): string => `"${(name ?? '').replaceAll('"', '""')}"`
