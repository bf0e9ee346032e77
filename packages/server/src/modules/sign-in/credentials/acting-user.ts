import type { Principal } from '../../foundation/permissions/principal.ts'
import { displayNameOf } from '../../members/sessions/find-member.ts'
import type { RequestSource } from './request-source.ts'

/** What the audit trail needs of a user */
export interface NamedUser {
  key: string
  name: string | null
  email: string | null
}

/** A user who has proven who they are, as the principal in the audit trail. It holds no permission. */
export const actingUser = (
  organizationKey: string,
  user: NamedUser,
  { address, traceId }: RequestSource,
): Principal => ({
  organizationKey,
  actor: { type: 'user', key: user.key, name: displayNameOf(user), address, traceId },
  access: new Map(),
})
