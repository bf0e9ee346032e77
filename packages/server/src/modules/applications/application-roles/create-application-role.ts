import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type RoleDefinition, roleEntity, roleNameTaken } from './application-role.ts'
import { insertApplicationRoles } from './application-roles-repository.ts'
import { countRoleDefinitions, insertRoleDefinitions } from './role-definitions-repository.ts'
import { rolesInEnvironment } from './roles-in-environment.ts'

/** An asset is read, deployed and removed with all of its roles. */
export const mostRolesOfAsset = 500

/**
 * Defines a role and creates it in each of the environments. The asset must be locked.
 * @param environmentKeys where the asset is deployed
 * @throws Problem invalid_body, application_role_name_taken, application_roles_too_many
 */
export function createApplicationRole(
  parts: Parts<'clock'>,
  principal: Principal,
  role: Omit<RoleDefinition, 'externalKey'>,
  environmentKeys: readonly string[],
): Promise<{ externalKey: string }> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const now = parts.clock.now()
    const definition = { ...role, name: requireName('name', role.name), externalKey: newKey(now) }
    if ((await countRoleDefinitions(parts.db, organizationKey, role.assetKey)) >= mostRolesOfAsset) {
      const detail = `An asset defines up to ${mostRolesOfAsset} end-user roles, and this one does so already.`
      throw new Problem('application_roles_too_many', detail)
    }
    const rows = environmentKeys.flatMap((environmentKey) => rolesInEnvironment(environmentKey, [definition], now))
    await refuseTakenName(roleNameTaken(definition.name), () =>
      insertRoleDefinitions(parts.db, organizationKey, [definition], toTimestamp(now)),
    )
    await insertApplicationRoles(parts.db, organizationKey, rows, toTimestamp(now))
    const { name, claim, assetKey, externalKey } = definition
    await recordChange(parts, principal, {
      action: 'application-role.created',
      entity: roleEntity(definition),
      related: [{ type: 'asset', key: assetKey, name: null }],
      after: { name, claim, assetKey, environmentKeys },
    })
    return { externalKey }
  })
}
