import { toTimestamp } from '../../../db/codecs.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import type { RoleDefinition } from './application-role.ts'
import { insertApplicationRoles, type NewApplicationRoleRow } from './application-roles-repository.ts'
import { insertRoleDefinitions } from './role-definitions-repository.ts'
import { rolesInEnvironment } from './roles-in-environment.ts'

export interface NewApplicationRole {
  assetKey: string
  name: string
  claim?: string | null
  /** Where its asset is deployed: the role gets a key of its own in each. */
  environmentKeys: readonly string[]
}

interface CreatedApplicationRoles {
  definitions: RoleDefinition[]
  /** One for each definition and environment, in the same order */
  roles: NewApplicationRoleRow[]
}

/** Defines application roles, which exist at once in their environments. The audit trail is left to the caller. */
export function createApplicationRoles(
  parts: Parts<'clock'>,
  organizationKey: string,
  roles: readonly NewApplicationRole[],
): Promise<CreatedApplicationRoles> {
  return transaction(parts, async ({ db, clock }) => {
    const now = clock.now()
    const created = roles.map(({ assetKey, name, claim = null, environmentKeys }) => {
      const definition = { externalKey: newKey(now), assetKey, name, claim }
      return { definition, roles: environmentKeys.flatMap((key) => rolesInEnvironment(key, [definition], now)) }
    })
    const definitions = created.map(({ definition }) => definition)
    const rows = created.flatMap(({ roles }) => roles)
    await insertRoleDefinitions(db, organizationKey, definitions, toTimestamp(now))
    await insertApplicationRoles(db, organizationKey, rows, toTimestamp(now))
    return { definitions, roles: rows }
  })
}
