import type { Clock } from '../../../config/clock.ts'
import type { Db } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/audit-service.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'

/** Where a request came from, for the audit trail. */
export interface From {
  address: string | null
  traceId: string | null
}

/** Of a Fastify request */
export const fromOf = ({ ip, id }: { ip: string; id: string }): From => ({ address: ip, traceId: id })

/** A user who has proven who they are, for the audit trail. It may do nothing. */
export const actingUser = (
  organizationKey: string,
  user: { key: string; name: string | null; email: string | null },
  { address, traceId }: From,
): Principal => ({
  organizationKey,
  actor: { type: 'user', key: user.key, name: user.name ?? user.email ?? user.key, address, traceId },
  access: new Map(),
})

/** Somebody who has not proven anything. */
export const stranger = (organizationKey: string, { address, traceId }: From): Principal => ({
  organizationKey,
  actor: { type: 'system', key: null, name: 'sign-in', address, traceId },
  access: new Map(),
})

export const userEntity = ({ key, name, email }: { key: string; name: string | null; email: string | null }) => ({
  type: 'user',
  key,
  name: name ?? email,
})

/** Somebody failed to prove that they are this user. Never what they gave. */
export const recordFailure = (
  trx: Db,
  clock: Clock,
  organizationKey: string,
  user: { key: string; name: string | null; email: string | null },
  from: From,
  failed: 'password' | 'code' | 'passkey',
): Promise<void> =>
  recordChange({ db: trx, clock }, stranger(organizationKey, from), {
    action: 'user.sign-in-failed',
    entity: userEntity(user),
    after: { failed },
  })
