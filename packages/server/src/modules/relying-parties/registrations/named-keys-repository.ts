import { withReferenceLock } from '../../../db/row-locks.ts'
import type { Db } from '../../../db/transaction.ts'

// Within a transaction, nobody deletes what is found before the transaction ends.

/** In which stage each of these application roles is */
export async function selectRoleStages(db: Db, organizationKey: string, keys: readonly string[]) {
  const roles = db
    .selectFrom('application_roles')
    .select(['key', 'environment_key as environmentKey'])
    .where('organization_key', '=', organizationKey)
    .where('key', 'in', keys)
  return stagesByKey(await withReferenceLock(db, roles, 'application_roles').execute())
}

/** In which stage each of these groups is */
export async function selectGroupStages(db: Db, organizationKey: string, keys: readonly string[]) {
  const groups = db
    .selectFrom('groups')
    .select(['key', 'environment_key as environmentKey'])
    .where('organization_key', '=', organizationKey)
    .where('key', 'in', keys)
  return stagesByKey(await withReferenceLock(db, groups, 'groups').execute())
}

/** Which of these identity providers there are */
export async function selectIdentityProviderKeys(
  db: Db,
  organizationKey: string,
  keys: readonly string[],
): Promise<string[]> {
  const providers = db
    .selectFrom('identity_providers')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where('key', 'in', keys)
  return (await withReferenceLock(db, providers, 'identity_providers').execute()).map(({ key }) => key)
}

const stagesByKey = (rows: { key: string; environmentKey: string }[]): Map<string, string> =>
  new Map(rows.map(({ key, environmentKey }) => [key, environmentKey]))
