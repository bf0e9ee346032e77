import { type RawBuilder, sql } from 'kysely'

/** Whether a folded column is like a pattern, of `containsPattern`, whose escape this is. */
export const like = (column: string, pattern: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} like ${pattern} escape '\\'`

/** Whether a folded column contains a text as `searchedInName` or `searchedInEmail` folds it. The statement escapes it. */
export const contains = (column: string, text: string): RawBuilder<boolean> => {
  const escaped = sql`replace(replace(replace(${text}, '\\', '\\\\'), '%', '\\%'), '_', '\\_')`
  return sql<boolean>`${sql.ref(column)} like '%' || ${escaped} || '%' escape '\\'`
}
