import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { transaction } from '../../../db/transaction.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type RoleDefinition, roleEntity, roleNameTaken } from './application-role.ts'
import { updateApplicationRoleNames } from './application-roles-repository.ts'
import { requireRoleDefinition } from './list-role-definitions.ts'
import { updateRoleDefinitionName } from './role-definitions-repository.ts'

/**
 * Renames a role in every environment.
 * @throws Problem invalid_body, application_role_undefined, application_role_name_taken
 */
export function updateApplicationRole(
  parts: Parts<'clock'>,
  principal: Principal,
  role: Pick<RoleDefinition, 'assetKey' | 'externalKey'>,
  request: { name: string },
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const name = requireName('name', request.name)
    const definition = await requireRoleDefinition(parts, organizationKey, role)
    if (definition.name === name) return
    await refuseTakenName(roleNameTaken(name), () =>
      updateRoleDefinitionName(parts.db, organizationKey, definition.externalKey, name),
    )
    await updateApplicationRoleNames(parts.db, organizationKey, definition.externalKey, name)
    await recordChange(parts, principal, {
      action: 'application-role.updated',
      entity: roleEntity({ ...definition, name }),
      related: [{ type: 'asset', key: definition.assetKey, name: null }],
      before: { name: definition.name },
      after: { name },
    })
  })
}
