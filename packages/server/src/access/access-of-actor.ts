import type { Parts } from '../db/parts.ts'
import { getApiClientAccess } from '../modules/api-clients/clients/get-api-client-access.ts'
import { type Access, fullAccess } from '../modules/foundation/permissions/grants.ts'
import type { Actor } from '../modules/foundation/permissions/principal.ts'
import { findMember } from '../modules/members/sessions/find-member.ts'

/**
 * What somebody may do at this moment, for work that they asked for earlier: nothing where they are gone, suspended or
 * not active any more.
 */
export async function getAccessOfActor(
  parts: Parts<'clock'>,
  organizationKey: string,
  { type, key }: Pick<Actor, 'type' | 'key'>,
): Promise<Access> {
  if (type === 'system') return fullAccess
  if (key === null) return new Map()
  if (type === 'api-client') return getApiClientAccess(parts, organizationKey, key)
  return (await findMember(parts, organizationKey, key))?.access ?? new Map()
}
