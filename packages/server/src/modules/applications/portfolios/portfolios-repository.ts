import { sql } from 'kysely'
import { countSome } from '../../../db/count-some.ts'
import { fromFlag, toFlag } from '../../../db/flag.ts'
import { foldedName } from '../../../db/folded-columns.ts'
import { isAmong } from '../../../db/is-among.ts'
import { countGrantHolders, deleteOrganizationRoleGrants } from '../../../db/organization-role-grants.ts'
import { withReferenceLock, withRowLock } from '../../../db/row-locks.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Found } from '../../../http/api/page.ts'
import type { Portfolio } from './portfolio.ts'

export async function insertPortfolio(
  db: Db,
  organizationKey: string,
  portfolio: Portfolio & { createdAt: string },
): Promise<void> {
  await db
    .insertInto('portfolios')
    .values({
      organization_key: organizationKey,
      key: portfolio.key,
      name: portfolio.name,
      name_folded: foldedName(portfolio.name),
      is_main: toFlag(portfolio.isMain),
      created_at: portfolio.createdAt,
    })
    .execute()
}

export async function countPortfolios(db: Db, organizationKey: string): Promise<number> {
  const { portfolios } = await db
    .selectFrom('portfolios')
    .select((eb) => eb.fn.countAll<number>().as('portfolios'))
    .where('organization_key', '=', organizationKey)
    .executeTakeFirstOrThrow()
  return Number(portfolios)
}

/** Those whose key is in all of the lists. The main one first, then by name. */
export async function selectPortfolios(
  db: Db,
  organizationKey: string,
  keys: readonly (readonly string[])[],
  { limit, offset }: { limit: number; offset: number },
): Promise<Found<Portfolio & { nonProductionEnvironments: number }>> {
  let matching = db.selectFrom('portfolios as p').where('p.organization_key', '=', organizationKey)
  for (const some of keys) matching = matching.where(isAmong(db, 'p.key', some))
  const rows = await matching
    .select((eb) => [
      'p.key',
      'p.name',
      'p.is_main',
      eb
        .selectFrom('environments as e')
        .whereRef('e.organization_key', '=', 'p.organization_key')
        .whereRef('e.portfolio_key', '=', 'p.key')
        .where('e.purpose', '=', 'NonProduction')
        .select(eb.fn.countAll<number>().as('environments'))
        .as('environments'),
    ])
    .orderBy('p.is_main', 'desc')
    .orderBy('p.name_folded')
    .orderBy('p.key')
    .limit(limit)
    .offset(offset)
    .execute()
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return {
    rows: rows.map(({ is_main, environments, ...row }) => ({
      ...row,
      isMain: fromFlag(is_main),
      nonProductionEnvironments: Number(environments),
    })),
    total,
  }
}

/**
 * Reads a portfolio for a change. Nobody else changes it or its environments before the transaction ends: the update
 * changes nothing but takes the row's lock, on both engines.
 */
export async function lockPortfolioRow(db: Db, organizationKey: string, key: string): Promise<Portfolio | undefined> {
  const row = await db
    .updateTable('portfolios')
    .set({ name: sql.ref('name') })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .returning(['key', 'name', 'is_main'])
    .executeTakeFirst()
  return row && { key: row.key, name: row.name, isMain: fromFlag(row.is_main) }
}

export async function selectMainPortfolioKey(db: Db, organizationKey: string): Promise<string> {
  const { key } = await db
    .selectFrom('portfolios')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where('is_main', '=', 1)
    .executeTakeFirstOrThrow()
  return key
}

export async function updatePortfolioName(db: Db, organizationKey: string, key: string, name: string): Promise<void> {
  await db
    .updateTable('portfolios')
    .set({ name, name_folded: foldedName(name) })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

/** Grants that name it must have ended: they are deleted with it. */
export async function deletePortfolioRow(db: Db, organizationKey: string, key: string): Promise<void> {
  await deleteOrganizationRoleGrants(db, organizationKey, { column: 'portfolio_key', key })
  await db.deleteFrom('portfolios').where('organization_key', '=', organizationKey).where('key', '=', key).execute()
}

/**
 * What a portfolio has: its environments and assets, and the users who hold an organization role for it at this time or
 * will hold one, as `countSome` counts. Nobody adds to them before the transaction ends.
 */
export async function selectPortfolioUses(
  db: Db,
  organizationKey: string,
  key: string,
  now: string,
): Promise<{ environments: number; assets: number; members: number }> {
  const portfolio = db
    .selectFrom('portfolios')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
  await withRowLock(db, portfolio, 'portfolios').execute()
  const ofPortfolio = (table: 'environments' | 'assets') =>
    db.selectFrom(table).select('key').where('organization_key', '=', organizationKey).where('portfolio_key', '=', key)
  return {
    environments: await countSome(db, ofPortfolio('environments')),
    assets: await countSome(db, ofPortfolio('assets')),
    members: await countGrantHolders(db, organizationKey, { column: 'portfolio_key', key }, now),
  }
}

/** Whether there is such a portfolio. Nobody deletes it before the transaction ends. */
export async function selectPortfolioExists(db: Db, organizationKey: string, key: string): Promise<boolean> {
  const portfolio = db
    .selectFrom('portfolios')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
  return (await withReferenceLock(db, portfolio, 'portfolios').executeTakeFirst()) !== undefined
}
