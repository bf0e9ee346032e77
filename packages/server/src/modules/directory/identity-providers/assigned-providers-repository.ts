import { fromFlag } from '../../../db/flag.ts'
import type { Db } from '../../../db/transaction.ts'
import type { AssignedProvider } from './assigned-provider.ts'
import type { ExternalProvider } from './external-provider.ts'

export async function selectAssignedProviders(
  db: Db,
  organizationKey: string,
  environmentKey: string | null,
): Promise<AssignedProvider[]> {
  const rows = await db
    .selectFrom('identity_providers as p')
    .select(['p.key', 'p.name', 'p.type', 'p.subtype', 'p.is_built_in'])
    .select(({ selectFrom }) =>
      selectFrom('identity_provider_domains as d')
        .select('d.identity_provider_key')
        .whereRef('d.organization_key', '=', 'p.organization_key')
        .whereRef('d.identity_provider_key', '=', 'p.key')
        .limit(1)
        .as('owner'),
    )
    .where('p.organization_key', '=', organizationKey)
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        eb('p.is_built_in', '=', 1),
        environmentKey === null
          ? eb('p.is_for_organization', '=', 1)
          : exists(
              selectFrom('identity_provider_environments as e')
                .select('e.environment_key')
                .whereRef('e.organization_key', '=', 'p.organization_key')
                .whereRef('e.identity_provider_key', '=', 'p.key')
                .where('e.environment_key', '=', environmentKey),
            ),
      ]),
    )
    .orderBy('p.name_folded')
    .orderBy('p.key')
    .execute()
  return rows.map(({ key, name, type, subtype, is_built_in, owner }) => ({
    key,
    name,
    type,
    subtype: subtype as AssignedProvider['subtype'],
    isBuiltIn: fromFlag(is_built_in),
    hasEmailDomains: owner !== null,
  }))
}

/** The external ones of these providers, by name */
export async function selectExternalProviders(
  db: Db,
  organizationKey: string,
  keys: readonly string[],
): Promise<ExternalProvider[]> {
  if (keys.length === 0) return []
  const rows = await db
    .selectFrom('identity_providers as p')
    .select(['p.key', 'p.name', 'p.subtype', 'p.is_for_organization'])
    .select(({ selectFrom }) =>
      selectFrom('identity_provider_environments as e')
        .select(({ fn }) => fn.countAll<number>().as('stages'))
        .whereRef('e.organization_key', '=', 'p.organization_key')
        .whereRef('e.identity_provider_key', '=', 'p.key')
        .as('stages'),
    )
    .where('p.organization_key', '=', organizationKey)
    .where('p.key', 'in', keys)
    .where('p.is_built_in', '=', 0)
    .orderBy('p.name_folded')
    .execute()
  return rows.map(({ key, name, subtype, is_for_organization, stages }) => ({
    key,
    name,
    subtype: subtype as ExternalProvider['subtype'],
    isAssigned: fromFlag(is_for_organization) || Number(stages) > 0,
  }))
}
