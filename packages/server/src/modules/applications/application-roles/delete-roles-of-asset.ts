import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { deleteApplicationRoles } from './application-roles-repository.ts'
import { deleteRoleDefinitions } from './role-definitions-repository.ts'

/** Deletes all roles that an asset defines, in every environment: there may be too many for the deletion of its row. */
export const deleteRolesOfAsset = (parts: Parts, organizationKey: string, assetKey: string): Promise<void> =>
  transaction(parts, async ({ db }) => {
    await deleteApplicationRoles(db, organizationKey, { assetKey })
    await deleteRoleDefinitions(db, organizationKey, assetKey)
  })
