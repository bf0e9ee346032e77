import { foldedName } from '../../../db/folded-columns.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Environment } from './environment.ts'

export async function insertEnvironments(
  db: Db,
  organizationKey: string,
  environments: readonly Environment[],
  createdAt: string,
): Promise<void> {
  const rows = environments.map(({ key, portfolioKey, name, purpose, position }) => ({
    organization_key: organizationKey,
    key,
    portfolio_key: portfolioKey,
    name,
    name_folded: foldedName(name),
    purpose,
    position,
    created_at: createdAt,
  }))
  await db.insertInto('environments').values(rows).execute()
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

/** Stores names and positions. Two may exchange their names: all old names are removed before new ones are stored. */
export async function updateEnvironmentRows(
  db: Db,
  organizationKey: string,
  changes: readonly { before: Environment; after: Environment }[],
): Promise<void> {
  const update = (key: string, values: { name?: string; name_folded?: string; position?: number }) =>
    db
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
    await update(after.key, { name: after.name, name_folded: foldedName(after.name), position: after.position })
  }
}
