import { type RawBuilder, sql } from 'kysely'
import { type EncryptedColumn, encryptedColumns } from '../../../config/encrypted-columns.ts'
import type { Db } from '../../../db/transaction.ts'

/** A row's encrypted value, with the columns that tell the row apart */
export interface EncryptedValue {
  row: Record<string, string>
  value: string
}

/** Values of one column in the order of its table's key, of all organizations. */
export async function selectEncryptedValues(
  db: Db,
  column: EncryptedColumn,
  { after, limit, notBeginningWith }: { after?: EncryptedValue | undefined; limit: number; notBeginningWith?: string },
): Promise<EncryptedValue[]> {
  const { table, value, key, keyOf } = partsOf(column)
  const conditions = [sql`${value} is not null`]
  if (after) conditions.push(sql`(${sql.join(key)}) > (${sql.join(keyOf(after.row))})`)
  if (notBeginningWith !== undefined) {
    conditions.push(sql`substr(${value}, 1, ${sql.lit(notBeginningWith.length)}) <> ${notBeginningWith}`)
  }
  const { rows } = await sql<Record<string, string>>`
    select ${sql.join(key)}, ${value} as encrypted_value from ${table}
    where ${sql.join(conditions, sql` and `)} order by ${sql.join(key)} limit ${sql.lit(limit)}`.execute(db)
  return rows.map(({ encrypted_value, ...row }) => ({ row, value: encrypted_value ?? '' }))
}

/** Replaces a value, unless it was changed or deleted since it was read. */
export async function updateEncryptedValue(
  db: Db,
  column: EncryptedColumn,
  { row, value: former }: EncryptedValue,
  next: string,
): Promise<void> {
  const { table, value, key, keyOf } = partsOf(column)
  await sql`
    update ${table} set ${value} = ${next}
    where (${sql.join(key)}) = (${sql.join(keyOf(row))}) and ${value} = ${former}`.execute(db)
}

function partsOf(column: EncryptedColumn) {
  const [table = '', name = ''] = column.split('.')
  const names: readonly string[] = encryptedColumns[column].row
  return {
    table: sql.table(table),
    value: sql.ref(name),
    key: names.map((part): RawBuilder<unknown> => sql.ref(part)),
    keyOf: (row: Record<string, string>): (string | undefined)[] => names.map((part) => row[part]),
  }
}
