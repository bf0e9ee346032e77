import { sql } from 'kysely'
import { mark, prefixOfKey } from '../../../config/cipher.ts'
import type { Db } from '../../../db/transaction.ts'

/** Looks into every column of every table that can hold text for values that are encrypted under another key. */
export async function countValuesUnderOtherKeys(
  db: Db,
  keyId: string,
): Promise<{ columns: number; found: { column: string; values: number }[] }> {
  const tables = await db.introspection.getTables()
  const found = []
  let columns = 0
  for (const { name, columns: all, isView } of tables) {
    const texts = all.filter(({ dataType }) => /text|char|json/i.test(dataType)).map((column) => column.name)
    if (isView || texts.length === 0) continue
    columns += texts.length
    const own = prefixOfKey(keyId)
    const counts = texts.map((text) => {
      const value = sql.ref(text)
      const isEncrypted = sql`substr(${value}, 1, ${sql.lit(mark.length)}) = ${sql.lit(mark)}`
      const isOwn = sql`substr(${value}, 1, ${sql.lit(own.length)}) = ${sql.lit(own)}`
      return sql`coalesce(sum(case when ${isEncrypted} and not ${isOwn} then 1 else 0 end), 0) as ${sql.ref(text)}`
    })
    const { rows } = await sql<Record<string, number | string>>`
      select ${sql.join(counts)} from ${sql.table(name)}`.execute(db)
    for (const [text, values] of Object.entries(rows[0] ?? {})) {
      if (Number(values) > 0) found.push({ column: `${name}.${text}`, values: Number(values) })
    }
  }
  return { columns, found }
}
