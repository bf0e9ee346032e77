import { newKey } from '../../../db/keys.ts'
import type { ApplicationRole } from './application-roles-repository.ts'
import type { RoleDefinition } from './role-definitions-service.ts'

/** What the definitions become in an environment: each role gets a key of its own there. */
export const rolesIn = (
  environmentKey: string,
  definitions: readonly RoleDefinition[],
  now: number,
): Omit<ApplicationRole, 'portfolioKey'>[] =>
  definitions.map(({ externalKey, assetKey, name, claim }) => ({
    key: newKey(now),
    assetKey,
    environmentKey,
    externalKey,
    name,
    claim,
  }))
