import { type RawBuilder, sql } from 'kysely'

/** Whether a folded column is like a pattern, of `containsPattern` or `emailContainsPattern`, whose escape this is. */
export const like = (column: string, pattern: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} like ${pattern} escape '\\'`
