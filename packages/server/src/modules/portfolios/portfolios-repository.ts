import { fold, toFlag } from '../../db/codecs.ts'
import type { EnvironmentPurpose } from '../../db/schema.ts'
import type { Db } from '../../db/transaction.ts'

export interface Environment {
  key: string
  portfolioKey: string
  name: string
  purpose: EnvironmentPurpose
  position: number
}

export async function insertPortfolio(
  trx: Db,
  organizationKey: string,
  portfolio: { key: string; name: string; isMain: boolean; createdAt: string },
): Promise<void> {
  await trx
    .insertInto('portfolios')
    .values({
      organization_key: organizationKey,
      key: portfolio.key,
      name: portfolio.name,
      is_main: toFlag(portfolio.isMain),
      created_at: portfolio.createdAt,
    })
    .execute()
}

export async function insertEnvironments(
  trx: Db,
  organizationKey: string,
  environments: Environment[],
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

/** In their order: Development, Test, Production. */
export async function selectEnvironments(db: Db, organizationKey: string): Promise<Environment[]> {
  const rows = await db
    .selectFrom('environments')
    .select(['key', 'portfolio_key', 'name', 'purpose', 'position'])
    .where('organization_key', '=', organizationKey)
    .orderBy('position')
    .orderBy('key')
    .execute()
  return rows.map(({ portfolio_key, ...row }) => ({ ...row, portfolioKey: portfolio_key }))
}
