import { type ColumnDataType, type CreateTableBuilder, type Kysely, type RawBuilder, sql } from 'kysely'
import type { Engine } from '../database.ts'

type ColumnType = ColumnDataType | RawBuilder<unknown>

/** Column types by what they hold. Texts compare by code point on both engines, so that both sort alike. */
export const columnTypes = (engine: Engine): Record<'key' | 'text' | 'integer' | 'bigint', ColumnType> => ({
  key: engine === 'postgres' ? 'uuid' : 'text',
  text: engine === 'postgres' ? sql`text collate "C"` : 'text',
  integer: 'integer',
  bigint: 'bigint',
})

/** A type with a question mark may be null. */
export type Columns = Record<string, 'key' | 'key?' | 'text' | 'text?' | 'integer' | 'integer?' | 'bigint'>

export interface TableDefinition {
  columns: Columns
  primaryKey: string[]
  unique?: string[][]
  /** Column lists that point at the (organization_key, key) of another table; `cascade` deletes along with it. */
  references?: { columns: string[]; table: string; target?: string[]; cascade?: true }[]
}

/**
 * Makes a table. On SQLite its rows lie in the primary key's own tree (WITHOUT ROWID), so that an organization's rows
 * are neighbours and a lookup by key walks one tree, not two.
 */
export async function createTable(
  db: Kysely<unknown>,
  engine: Engine,
  name: string,
  { columns, primaryKey, unique = [], references = [] }: TableDefinition,
): Promise<void> {
  const types = columnTypes(engine)
  let table: CreateTableBuilder<string, string> = db.schema.createTable(name)
  for (const [column, kind] of Object.entries(columns)) {
    const type = types[kind.replace('?', '') as keyof typeof types]
    table = table.addColumn(column, type, (builder) => (kind.endsWith('?') ? builder : builder.notNull()))
  }
  table = table.addPrimaryKeyConstraint(`${name}_pk`, primaryKey as never)
  for (const list of unique)
    table = table.addUniqueConstraint(`${name}_${list.slice(1).join('_') || list[0]}_uq`, list as never)
  for (const {
    columns: list,
    table: target,
    target: targetColumns = ['organization_key', 'key'],
    cascade,
  } of references) {
    table = table.addForeignKeyConstraint(
      `${name}_${list.at(-1)}_fk`,
      list as never,
      target,
      targetColumns,
      (builder) => (cascade ? builder.onDelete('cascade') : builder),
    )
  }
  if (engine === 'sqlite') table = table.modifyEnd(sql`without rowid`)
  await table.execute()
}
