import { userEntity } from '../../directory/users/user-entity.ts'
import type { SecurityEvent } from '../../foundation/audit/security-event.ts'
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

/** Whom somebody else tried to be, as a security event names them */
export const triedUser = (user: NamedUser | undefined): SecurityEvent['entity'] =>
  user ? userEntity(user) : { type: 'user', key: 'unknown', name: null }
