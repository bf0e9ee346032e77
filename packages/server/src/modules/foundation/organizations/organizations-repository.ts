import { type Selectable, sql } from 'kysely'
import type { OrganizationTable } from '../../../db/schema/foundation-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { OwnLimit, OwnLimits } from '../rate-limits/own-limits.ts'
import type { Organization } from './organization.ts'

/** Without limits of its own. */
export async function insertOrganization(
  db: Db,
  { key, name, domain, createdAt }: Omit<Organization, 'ownLimits' | 'browserOrigins'>,
): Promise<void> {
  await db.insertInto('organizations').values({ key, name, domain, created_at: createdAt }).execute()
}

/** The oldest first: UUIDv7 keys sort by time. */
export async function selectOrganizations(db: Db): Promise<Organization[]> {
  const rows = await db.selectFrom('organizations').selectAll().orderBy('key').execute()
  return rows.map(organizationOf)
}

export async function selectOrganizationName(db: Db, key: string): Promise<string> {
  const row = await db.selectFrom('organizations').select('name').where('key', '=', key).executeTakeFirstOrThrow()
  return row.name
}

/** Of two that change it at the same time, the second one waits and starts from what the first has made. */
export async function lockOrganization(db: Db, key: string): Promise<Organization | undefined> {
  const row = await db
    .updateTable('organizations')
    .set({ name: sql.ref('name') })
    .where('key', '=', key)
    .returningAll()
    .executeTakeFirst()
  return row && organizationOf(row)
}

export async function updateOrganizationName(db: Db, key: string, name: string): Promise<void> {
  await db.updateTable('organizations').set({ name }).where('key', '=', key).execute()
}

export async function updateLimitsOf(
  db: Db,
  organizationKey: string,
  { requestsPerMinute, bulkPerMinute }: OwnLimits,
): Promise<void> {
  await db
    .updateTable('organizations')
    .set({ requests_per_minute: toColumn(requestsPerMinute), bulk_requests_per_minute: toColumn(bulkPerMinute) })
    .where('key', '=', organizationKey)
    .execute()
}

export async function selectBrowserOrigins(db: Db, organizationKey: string): Promise<string[]> {
  const row = await db
    .selectFrom('organizations')
    .select('browser_origins')
    .where('key', '=', organizationKey)
    .executeTakeFirstOrThrow()
  return JSON.parse(row.browser_origins)
}

export async function updateBrowserOrigins(db: Db, organizationKey: string, origins: string[]): Promise<void> {
  await db
    .updateTable('organizations')
    .set({ browser_origins: JSON.stringify(origins) })
    .where('key', '=', organizationKey)
    .execute()
}

const organizationOf = (row: Selectable<OrganizationTable>): Organization => ({
  key: row.key,
  name: row.name,
  domain: row.domain,
  createdAt: row.created_at,
  ownLimits: {
    requestsPerMinute: fromColumn(row.requests_per_minute),
    bulkPerMinute: fromColumn(row.bulk_requests_per_minute),
  },
  browserOrigins: JSON.parse(row.browser_origins),
})

const toColumn = (limit: OwnLimit): number | null => (limit === 'default' ? null : limit === 'off' ? 0 : limit)
const fromColumn = (column: number | null): OwnLimit => (column === null ? 'default' : column === 0 ? 'off' : column)
