import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { RoleDefinition } from './application-role.ts'
import { selectRoleDefinitions } from './role-definitions-repository.ts'

/** The roles that an asset defines, by name. */
export const listRoleDefinitions = (
  { db }: Parts,
  organizationKey: string,
  assetKey: string,
): Promise<RoleDefinition[]> => selectRoleDefinitions(db, organizationKey, assetKey)

/** @throws Problem application_role_undefined */
export async function requireRoleDefinition(
  parts: Parts,
  organizationKey: string,
  { assetKey, externalKey }: Pick<RoleDefinition, 'assetKey' | 'externalKey'>,
): Promise<RoleDefinition> {
  const definitions = await listRoleDefinitions(parts, organizationKey, assetKey)
  const found = definitions.find((definition) => definition.externalKey === externalKey)
  if (!found) throw new Problem('application_role_undefined', `The asset defines no end-user role ${externalKey}.`)
  return found
}
