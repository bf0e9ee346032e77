import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { Account } from '../../directory/users/accounts.ts'
import { enqueueMail } from '../../foundation/mail/enqueue-mail.ts'
import type { SecurityChange } from '../../foundation/mail/mail.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { NamedUser } from './acting-user.ts'

type NotifiedUser = NamedUser & Pick<Account, 'language'>

/**
 * Tells a user by mail what was done to their account, by whom and from where. Call it in the transaction of the change.
 * A user without an e-mail is told nothing.
 * @param principal who did it: the user, or somebody else, whose address the mail does not tell
 */
export async function notifyOfSecurityChange(
  parts: Parts<'clock' | 'vault' | 'config' | 'log'>,
  { organizationKey, actor }: Principal,
  { key, name, email, language }: NotifiedUser,
  change: SecurityChange,
): Promise<void> {
  if (email === null) return
  const isOwn = actor.type === 'user' && actor.key === key
  await enqueueMail(parts, organizationKey, {
    kind: 'security-notice',
    to: { address: email, name, language },
    values: {
      change,
      at: toTimestamp(parts.clock.now()),
      by: isOwn ? null : actor.name,
      address: isOwn ? actor.address : null,
    },
  })
}
