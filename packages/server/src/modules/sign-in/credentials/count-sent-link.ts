import { emailIdentity } from '../../../db/folded-columns.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { countWithinLimit, type Subject } from './attempts.ts'

const hourMilliseconds = 3_600_000
const mostToOneAddress = 5

/**
 * Counts an invitation, or a link for a new password, for all nodes: an account that was taken over must not send mail to
 * the whole world in our name, nor fill a mailbox. Whoever creates users chooses their addresses. The operator at the
 * terminal is not limited.
 * @throws Problem invitations_limited
 */
export async function countSentLink(
  parts: Parts<'clock' | 'vault' | 'config'>,
  { organizationKey, actor }: Principal,
  email: string,
): Promise<void> {
  if (actor.key === null) return
  const now = parts.clock.now()
  const hour = Math.floor(now / hourMilliseconds)
  const milliseconds = (hour + 1) * hourMilliseconds - now
  const requireRoom = async (subject: Subject, most: number, what: string): Promise<void> => {
    if (await countWithinLimit(parts, organizationKey, subject, { most, milliseconds })) return
    const seconds = Math.max(1, Math.ceil(milliseconds / 1_000))
    const detail = `In one hour, ${what}. Try again in ${seconds} s.`
    throw new Problem('invitations_limited', detail, { 'retry-after': String(seconds) })
  }
  const limit = parts.config.invitationsPerHour
  if (limit !== undefined) {
    const inviter = { kind: 'invitation', userKey: actor.key, place: String(hour) } as const
    await requireRoom(inviter, limit, `a member or API client may send ${limit} invitations and links`)
  }
  const recipient = { kind: 'invitation', name: `${hour} ${emailIdentity(email)}` } as const
  await requireRoom(recipient, mostToOneAddress, `${mostToOneAddress} invitations and links may go to one address`)
}
