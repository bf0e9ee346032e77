import type { CompiledQuery, Insertable } from 'kysely'
import type { Schema } from './schema/schema.ts'
import { type Db, rootOf } from './transaction.ts'

/** Both engines limit the parameters of one statement: SQLite to 32,766, PostgreSQL to 65,535. */
const parametersPerStatement = 5_000

const statementsKept = 500
const statements = new WeakMap<Db, Map<string, CompiledQuery>>()

type Row = Record<string, unknown>

/** Inserts any number of rows, many in one statement. All rows name the same columns, and their values are no expressions. */
export async function insertRows<T extends keyof Schema>(
  db: Db,
  table: T,
  rows: readonly Insertable<Schema[T]>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  if (columns.length === 0) return
  const size = Math.floor(parametersPerStatement / columns.length)
  for (let start = 0; start < rows.length; start += size) {
    const part = rows.slice(start, start + size)
    const parameters = part.flatMap((row) => columns.map((column) => (row as Row)[column] ?? null))
    await db.executeQuery({ ...statementOf(db, table, columns, part.length), parameters })
  }
}

/** The statement for so many rows: building it anew costs more than storing some of them. */
function statementOf(db: Db, table: keyof Schema, columns: readonly string[], rows: number): CompiledQuery {
  const root = rootOf(db)
  const kept = statements.get(root) ?? new Map<string, CompiledQuery>()
  statements.set(root, kept)
  const shape = `${table} ${columns.join()} ${rows}`
  const known = kept.get(shape)
  if (known) return known
  // Never of the rows themselves: a value that one of them lacks would be left out of the statement for all that follow.
  const row = Object.fromEntries(columns.map((column) => [column, null]))
  const compiled = db
    .insertInto(table)
    .values(Array.from({ length: rows }, () => row) as never)
    .compile()
  if (kept.size >= statementsKept) kept.clear()
  kept.set(shape, compiled)
  return compiled
}
