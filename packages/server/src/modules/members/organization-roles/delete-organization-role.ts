import { countedText } from '../../../db/count-some.ts'
import { countGrantHolders } from '../../../db/organization-role-grants.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getRolePermissions } from './get-organization-role.ts'
import { lockCustomRole } from './lock-custom-role.ts'
import { organizationRoleEntity } from './organization-role.ts'
import { deleteOrganizationRoleRow } from './organization-roles-repository.ts'
import { recordedPermissions } from './role-permissions.ts'

/**
 * Deletes a custom role that nobody holds, now or in a period to come.
 * @throws Problem organization_role_not_found, organization_role_read_only, organization_role_held
 */
export function deleteOrganizationRole(parts: Parts<'clock'>, principal: Principal, key: string): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const { db, clock } = parts
    const role = await lockCustomRole(parts, principal, key)
    const named = { column: 'organization_role_key', key: role.key } as const
    const holders = await countGrantHolders(db, organizationKey, named, toTimestamp(clock.now()))
    if (holders > 0) {
      const hold = `${countedText(holders, 'user')} ${holders === 1 ? 'holds' : 'hold'}`
      throw new Problem('organization_role_held', `${hold} ${role.name}. Revoke the role from them first.`)
    }
    const permissions = recordedPermissions(await getRolePermissions(parts, organizationKey, role.key))
    await deleteOrganizationRoleRow(db, organizationKey, role.key)
    await recordChange(parts, principal, {
      action: 'organization-role.deleted',
      entity: organizationRoleEntity(role.key, role.name),
      before: { name: role.name, permissions },
    })
  })
}
