import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Creator } from './creator.ts'

/**
 * A condition: the creators that the column stores, one or many, have this user or any API client among them. The user may
 * have had another name then. A quotation mark within a name is escaped, so that no name looks like a creator.
 */
export function creatorIsUserOrClients(column: string, userKey: string): RawBuilder<SqlBool> {
  const creators: Partial<Creator>[] = [{ type: 'user', key: userKey }, { type: 'api-client' }]
  // As `creatorOf` orders the fields: others follow.
  const matches = creators.map(
    (creator) => sql<SqlBool>`${sql.ref(column)} like ${`%${JSON.stringify(creator).slice(0, -1)},%`}`,
  )
  return sql<SqlBool>`(${sql.join(matches, sql` or `)})`
}
