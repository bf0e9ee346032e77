import { type RawBuilder, sql } from 'kysely'
import { isPostgres } from './is-postgres.ts'
import type { Db } from './transaction.ts'

/** Ends each field. UTF-8 has no such byte, nor the other one. */
export const fieldEnd = '\u00FF'
/** Stands for null. */
export const nullField = '\u00FE'

/**
 * All rows of a query as one text, each character of which is one byte: a thousand rows cost little more than one. Fields
 * are in UTF-8, and each ends with `fieldEnd`.
 * @param fields texts of the query, which goes by the name `packed`
 */
export async function packedRows(db: Db, query: RawBuilder<unknown>, fields: readonly string[]): Promise<string> {
  const row = isPostgres(db)
    ? fields.map(
        (field) => sql`coalesce(convert_to(packed.${sql.id(field)}::text, 'UTF8'), '\\xfe'::bytea) || '\\xff'::bytea`,
      )
    : fields.map((field) => sql`coalesce(packed.${sql.id(field)}, cast(x'fe' as text)) || cast(x'ff' as text)`)
  const all = isPostgres(db)
    ? sql`string_agg(${sql.join(row, sql` || `)}, ''::bytea)`
    : sql`cast(group_concat(${sql.join(row, sql` || `)}, '') as blob)`
  const { rows } = await sql<{ bytes: Uint8Array | null }>`select ${all} as bytes from (${query}) packed`.execute(db)
  const bytes = rows[0]?.bytes
  return bytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1') : ''
}

/** A text as it is found among packed rows */
export const packedText = (text: string): string => Buffer.from(text).toString('latin1')
