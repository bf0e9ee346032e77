import type { Parts } from '../../../db/parts.ts'
import { requireAuthorityOver } from '../../foundation/permissions/authority.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getUserAuthority } from './get-member-access.ts'

/**
 * Refuses to take power from a user, or to change how they prove who they are, where they control access that the
 * principal does not: by any grant that has not ended. A user may do to themselves what the operation allows.
 * @throws Problem permission_missing
 */
export async function requireAuthorityOverUser(
  parts: Parts<'clock'>,
  principal: Principal,
  user: { key: string; name: string | null },
): Promise<void> {
  const { organizationKey, actor } = principal
  if (actor.type === 'user' && actor.key === user.key) return
  const held = await getUserAuthority(parts, organizationKey, [user.key])
  requireAuthorityOver(principal, `The user ${user.name ?? user.key}`, held)
}
