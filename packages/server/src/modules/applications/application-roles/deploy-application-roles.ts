import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import type { RoleDefinition } from './application-role.ts'
import { deleteApplicationRoles, insertApplicationRoles } from './application-roles-repository.ts'
import { requireRolesNotHeld } from './require-not-held.ts'
import { selectRoleDefinitions } from './role-definitions-repository.ts'
import { rolesInEnvironment } from './roles-in-environment.ts'

interface Place {
  assetKey: string
  environmentKey: string
}

/** Creates the roles that the asset defines in an environment. @returns what they are created from */
export function deployApplicationRoles(
  parts: Parts<'clock'>,
  organizationKey: string,
  { assetKey, environmentKey }: Place,
): Promise<RoleDefinition[]> {
  return transaction(parts, async ({ db, clock }) => {
    const now = clock.now()
    const definitions = await selectRoleDefinitions(db, organizationKey, assetKey)
    const roles = rolesInEnvironment(environmentKey, definitions, now)
    await insertApplicationRoles(db, organizationKey, roles, toTimestamp(now))
    return definitions
  })
}

/**
 * Deletes the roles of the asset in an environment.
 * @param what for the refusal, such as `A role of Customer Portal in Test`
 * @throws Problem application_role_held
 */
export function undeployApplicationRoles(
  parts: Parts,
  organizationKey: string,
  place: Place,
  what: string,
): Promise<void> {
  return transaction(parts, async (parts) => {
    await requireRolesNotHeld(parts, organizationKey, place, what)
    await deleteApplicationRoles(parts.db, organizationKey, place)
  })
}
