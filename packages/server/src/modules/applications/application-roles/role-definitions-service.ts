import type { Db } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import {
  deleteRoleDefinition,
  insertRoleDefinitions,
  type RoleDefinition,
  renameRoleDefinition,
  selectRoleDefinitions,
} from './role-definitions-repository.ts'

export type { RoleDefinition }

// What an asset defines. In which environments the roles exist is for `application-roles` to keep in step.

export const definitionsOf = selectRoleDefinitions
export const addDefinitions = insertRoleDefinitions
export const renameDefinition = renameRoleDefinition
export const removeDefinition = deleteRoleDefinition

/** @throws Problem application_role_undefined */
export async function requireDefinition(
  db: Db,
  organizationKey: string,
  { assetKey, externalKey }: Pick<RoleDefinition, 'assetKey' | 'externalKey'>,
): Promise<RoleDefinition> {
  const definitions = await selectRoleDefinitions(db, organizationKey, assetKey)
  const found = definitions.find((definition) => definition.externalKey === externalKey)
  if (!found) throw new Problem('application_role_undefined', `The asset defines no application role ${externalKey}.`)
  return found
}
