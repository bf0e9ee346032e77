import type { Principal } from '../../foundation/permissions/principal.ts'
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
  actor: { type: 'user', key: user.key, name: user.name ?? user.email ?? user.key, address, traceId },
  access: new Map(),
})

/** The user as what an audit entry is about */
export const userEntity = ({ key, name, email }: NamedUser) => ({ type: 'user', key, name: name ?? email })
