import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
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

/**
 * Stores application roles without a line in the audit trail.
 * @returns one for each role and environment, in the same order
 */
export function seedApplicationRoles(
  parts: Parts<'clock'>,
  organizationKey: string,
  roles: readonly NewApplicationRole[],
): Promise<NewApplicationRoleRow[]> {
  return transaction(parts, async ({ db, clock }) => {
    const now = clock.now()
    const seeded = roles.map(({ assetKey, name, claim = null, environmentKeys }) => ({
      definition: { externalKey: newKey(now), assetKey, name, claim },
      environmentKeys,
    }))
    const definitions = seeded.map(({ definition }) => definition)
    const rows = seeded.flatMap(({ definition, environmentKeys }) =>
      environmentKeys.flatMap((environmentKey) => rolesInEnvironment(environmentKey, [definition], now)),
    )
    await insertRoleDefinitions(db, organizationKey, definitions, toTimestamp(now))
    await insertApplicationRoles(db, organizationKey, rows, toTimestamp(now))
    return rows
  })
}
