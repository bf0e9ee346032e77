import { newKey } from '../../../db/keys.ts'
import type { RoleDefinition } from './application-role.ts'
import type { NewApplicationRoleRow } from './application-roles-repository.ts'

/** What the definitions become in an environment: each role gets a key of its own there. */
export const rolesInEnvironment = (
  environmentKey: string,
  definitions: readonly RoleDefinition[],
  now: number,
): NewApplicationRoleRow[] =>
  definitions.map(({ externalKey, assetKey, name, claim }) => ({
    key: newKey(now),
    assetKey,
    environmentKey,
    externalKey,
    name,
    claim,
  }))
