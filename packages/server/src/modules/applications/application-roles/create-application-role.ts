import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/audit-service.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { roleEntity, roleNameTaken } from './application-role.ts'
import { createApplicationRoles, type NewApplicationRole } from './create-application-roles.ts'

/** Defines a role, which exists at once in the given environments. @throws Problem application_role_name_taken */
export function createApplicationRole(
  parts: Parts<'clock'>,
  principal: Principal,
  role: NewApplicationRole,
): Promise<{ externalKey: string }> {
  return transaction(parts, async (parts) => {
    const { definitions } = await refuseTakenName(roleNameTaken(role.name), () =>
      createApplicationRoles(parts, principal.organizationKey, [role]),
    )
    const [definition] = definitions as [(typeof definitions)[number]]
    const { name, claim, assetKey } = definition
    await recordChange(parts, principal, {
      action: 'application-role.created',
      entity: roleEntity(definition),
      after: { name, claim, assetKey, environmentKeys: role.environmentKeys },
    })
    return { externalKey: definition.externalKey }
  })
}
