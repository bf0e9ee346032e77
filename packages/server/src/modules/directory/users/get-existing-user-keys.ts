import type { Parts } from '../../../db/parts.ts'
import { selectExistingUserKeys } from './users-repository.ts'

/** Those of the keys that a user of the organization has */
export async function getExistingUserKeys(
  { db }: Parts,
  organizationKey: string,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  return new Set(keys.length > 0 ? await selectExistingUserKeys(db, organizationKey, keys) : [])
}
