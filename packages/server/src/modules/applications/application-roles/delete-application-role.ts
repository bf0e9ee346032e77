import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type RoleDefinition, roleEntity } from './application-role.ts'
import { deleteApplicationRoles } from './application-roles-repository.ts'
import { requireRoleDefinition } from './list-role-definitions.ts'
import { requireRolesNotHeld } from './require-not-held.ts'
import { deleteRoleDefinition } from './role-definitions-repository.ts'

/** Deletes a role in every environment. @throws Problem application_role_undefined, application_role_held */
export function deleteApplicationRole(
  parts: Parts<'clock'>,
  principal: Principal,
  role: Pick<RoleDefinition, 'assetKey' | 'externalKey'>,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const definition = await requireRoleDefinition(parts, organizationKey, role)
    await requireRolesNotHeld(parts, organizationKey, definition, `The role ${definition.name}`)
    await deleteApplicationRoles(parts.db, organizationKey, definition)
    await deleteRoleDefinition(parts.db, organizationKey, definition.externalKey)
    const { name, claim, assetKey } = definition
    await recordChange(parts, principal, {
      action: 'application-role.deleted',
      entity: roleEntity(definition),
      related: [{ type: 'asset', key: assetKey, name: null }],
      before: { name, claim, assetKey },
    })
  })
}
