import { sql } from 'kysely'
import { mostCounted } from './count-some.ts'
import { deleteInSlices } from './delete-in-slices.ts'
import { type PageAfter, readPages } from './read-pages.ts'
import type { Db } from './transaction.ts'

/** What a grant of an organization role names, and cannot be without */
interface Named {
  column: 'asset_key' | 'portfolio_key' | 'organization_role_key'
  key: string
}

/** A few milliseconds of SQLite's time */
const grantsAtOnce = 1_000

/**
 * How many users hold this organization role, or one for this asset or portfolio, at this time, or will hold one, up to
 * `mostCounted`. Very many more grants may have ended: they are read in slices.
 */
export async function countGrantHolders(db: Db, organizationKey: string, named: Named, now: string): Promise<number> {
  // In the order of the index on what is named: another one would be made anew for each slice.
  const isByUser = named.column === 'organization_role_key'
  const read = ({ after, limit }: PageAfter<{ key: string; user_key: string }>) => {
    let grants = db
      .selectFrom('user_organization_roles')
      .select(['key', 'user_key', 'end_time'])
      .where('organization_key', '=', organizationKey)
      .where(named.column, '=', named.key)
    if (after && isByUser) grants = grants.where(sql<boolean>`(user_key, key) > (${after.user_key}, ${after.key})`)
    if (after && !isByUser) grants = grants.where('key', '>', after.key)
    if (isByUser) grants = grants.orderBy('user_key')
    return grants.orderBy('key').limit(limit).execute()
  }
  const holders = new Set<string>()
  for await (const rows of readPages(grantsAtOnce, read, (last) => last)) {
    for (const { user_key, end_time } of rows) if (end_time === null || end_time > now) holders.add(user_key)
    if (holders.size >= mostCounted) return mostCounted
  }
  return holders.size
}

/** Deletes grants of organization roles that name something: very many of them may have ended. */
export const deleteOrganizationRoleGrants = (db: Db, organizationKey: string, named: Named): Promise<void> =>
  deleteInSlices(db, {
    table: 'user_organization_roles',
    primaryKey: ['organization_key', 'key'],
    where: sql<boolean>`organization_key = ${organizationKey} and ${sql.ref(named.column)} = ${named.key}`,
  })
