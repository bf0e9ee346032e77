import { type CompiledQuery, type Insertable, sql } from 'kysely'
import { isPostgres } from './is-postgres.ts'
import type { Schema } from './schema/schema.ts'
import { slicesOf } from './slices-of.ts'
import { type Db, rootOf } from './transaction.ts'

/** Both engines limit the parameters of one statement: SQLite to 32,766, PostgreSQL to 65,535. */
const parametersPerStatement = 5_000

const statementsKept = 500
const statements = new WeakMap<Db, Map<string, CompiledQuery>>()

type Row = Record<string, unknown>

interface Shape {
  table: keyof Schema
  columns: readonly string[]
  leavesKnown: boolean
}

/**
 * Inserts any number of rows, many in one statement. The event loop gets its turn after each statement. All rows name the
 * same columns, and their values are no expressions.
 * @param leavesKnown whether a row whose key is there already is left as it is
 */
export async function insertRows<T extends keyof Schema>(
  db: Db,
  table: T,
  rows: readonly Insertable<Schema[T]>[],
  { leavesKnown = false } = {},
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  if (columns.length === 0) return
  if (rows.length >= manyRows && isPostgres(db)) {
    return insertAsJson(db, { table, columns, leavesKnown }, rows)
  }
  const size = Math.floor(parametersPerStatement / columns.length)
  for await (const part of slicesOf(rows, size)) {
    const parameters = part.flatMap((row) => columns.map((column) => (row as Row)[column] ?? null))
    await db.executeQuery({ ...statementOf(db, { table, columns, leavesKnown }, part.length), parameters })
  }
}

/** From so many on, PostgreSQL reads one parameter in less time than it reads thousands. */
const manyRows = 20

/** A few milliseconds of the event loop, to write them as JSON */
const rowsOfJson = 1_000

/** The values get the types of the table's columns. */
async function insertAsJson(db: Db, { table, columns, leavesKnown }: Shape, rows: readonly Row[]): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)))
  for await (const part of slicesOf(rows, rowsOfJson)) {
    const values = JSON.stringify(
      part.map((row) => Object.fromEntries(columns.map((column) => [column, toJson(row[column])]))),
    )
    await sql`insert into ${sql.table(table)} (${names})
      select ${names} from json_populate_recordset(null::${sql.table(table)}, ${values})
      ${leavesKnown ? sql`on conflict do nothing` : sql``}`.execute(db)
  }
}

/** Half of a surrogate pair is stored as the driver would store it: JSON with it is refused. */
const toJson = (value: unknown): unknown => (typeof value === 'string' ? value.toWellFormed() : value)

/** The statement for so many rows: building it anew costs more than storing some of them. */
function statementOf(db: Db, { table, columns, leavesKnown }: Shape, rows: number): CompiledQuery {
  const root = rootOf(db)
  const kept = statements.get(root) ?? new Map<string, CompiledQuery>()
  statements.set(root, kept)
  const shape = `${table} ${columns.join()} ${rows} ${leavesKnown}`
  const known = kept.get(shape)
  if (known) return known
  // Never of the rows themselves: a value that one of them lacks would be left out of the statement for all that follow.
  const row = Object.fromEntries(columns.map((column) => [column, null]))
  const insert = db.insertInto(table).values(Array.from({ length: rows }, () => row) as never)
  const compiled = (leavesKnown ? insert.onConflict((conflict) => conflict.doNothing()) : insert).compile()
  if (kept.size >= statementsKept) kept.clear()
  kept.set(shape, compiled)
  return compiled
}
