import type { Parts } from '../../../db/parts.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { NamedUser } from './acting-user.ts'
import type { RequestSource } from './request-source.ts'

/** Records that a caller failed to prove that they are this user, and by what. What they sent is not recorded. */
export const recordFailedSignIn = (
  parts: Parts<'clock'>,
  organizationKey: string,
  user: NamedUser,
  failed: 'password' | 'code' | 'passkey',
  { address, traceId }: RequestSource,
): Promise<void> =>
  recordChange(
    parts,
    {
      organizationKey,
      actor: { type: 'system', key: null, name: 'sign-in', address, traceId },
      access: new Map(),
    },
    { action: 'user.sign-in-failed', entity: userEntity(user), after: { failed } },
  )
