import { sql } from 'kysely'
import { fold, fromFlag, toFlag } from '../../../db/codecs.ts'
import type { EnvironmentPurpose } from '../../../db/schema/applications-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Found } from '../../../http/api/paging.ts'

export interface Environment {
  key: string
  portfolioKey: string
  name: string
  purpose: EnvironmentPurpose
  position: number
}

export interface Portfolio {
  key: string
  name: string
  isMain: boolean
}

export async function insertPortfolio(
  trx: Db,
  organizationKey: string,
  portfolio: Portfolio & { createdAt: string },
): Promise<void> {
  await trx
    .insertInto('portfolios')
    .values({
      organization_key: organizationKey,
      key: portfolio.key,
      name: portfolio.name,
      name_folded: fold(portfolio.name),
      is_main: toFlag(portfolio.isMain),
      created_at: portfolio.createdAt,
    })
    .execute()
}

/** The main one first, then by name. */
export async function selectPortfolios(
  db: Db,
  organizationKey: string,
  key: string | undefined,
  { limit, offset }: { limit: number; offset: number },
): Promise<Found<Portfolio & { nonProductionEnvironments: number }>> {
  let matching = db.selectFrom('portfolios as p').where('p.organization_key', '=', organizationKey)
  if (key !== undefined) matching = matching.where('p.key', '=', key)
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
 * Reads a portfolio and keeps everybody else from changing it and its environments before the transaction ends: the
 * update changes nothing but takes the row's lock, on both engines.
 */
export async function lockPortfolio(trx: Db, organizationKey: string, key: string): Promise<Portfolio | undefined> {
  const row = await trx
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

export async function renamePortfolio(trx: Db, organizationKey: string, key: string, name: string): Promise<void> {
  await trx
    .updateTable('portfolios')
    .set({ name, name_folded: fold(name) })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

export async function insertEnvironments(
  trx: Db,
  organizationKey: string,
  environments: readonly Environment[],
  createdAt: string,
): Promise<void> {
  const rows = environments.map(({ key, portfolioKey, name, purpose, position }) => ({
    organization_key: organizationKey,
    key,
    portfolio_key: portfolioKey,
    name,
    name_folded: fold(name),
    purpose,
    position,
    created_at: createdAt,
  }))
  await trx.insertInto('environments').values(rows).execute()
}

/** In their order (Development, Test, Production), those of the main portfolio first. */
export async function selectEnvironments(db: Db, organizationKey: string): Promise<Environment[]> {
  const rows = await db
    .selectFrom('environments as e')
    .innerJoin('portfolios as p', (join) =>
      join.onRef('p.organization_key', '=', 'e.organization_key').onRef('p.key', '=', 'e.portfolio_key'),
    )
    .select(['e.key', 'e.portfolio_key', 'e.name', 'e.purpose', 'e.position'])
    .where('e.organization_key', '=', organizationKey)
    .orderBy('p.is_main', 'desc')
    .orderBy('p.name_folded')
    .orderBy('p.key')
    .orderBy('e.position')
    .orderBy('e.key')
    .execute()
  return rows.map(({ portfolio_key, ...row }) => ({ ...row, portfolioKey: portfolio_key }))
}

/** Stores names and positions. Names may be exchanged: each is taken away before any is given. */
export async function updateEnvironments(
  trx: Db,
  organizationKey: string,
  changes: readonly { before: Environment; after: Environment }[],
): Promise<void> {
  const update = (key: string, values: { name?: string; name_folded?: string; position?: number }) =>
    trx
      .updateTable('environments')
      .set(values)
      .where('organization_key', '=', organizationKey)
      .where('key', '=', key)
      .execute()
  const renamed = changes.filter(({ before, after }) => before.name !== after.name)
  // No name holds a control character, so that these collide with none.
  if (renamed.length > 1)
    for (const { after } of renamed) await update(after.key, { name_folded: `\u0001${after.key}` })
  for (const { after } of changes) {
    await update(after.key, { name: after.name, name_folded: fold(after.name), position: after.position })
  }
}
