import type { Static } from 'typebox'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Account, completeRegistration, lockAccount, recordEmailVerified } from '../../directory/users/accounts.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import { recordSecurityEvent } from '../../foundation/audit/record-security-event.ts'
import { actingUser, triedUser } from '../credentials/acting-user.ts'
import type { RequestSource } from '../credentials/request-source.ts'
import { makerOfLink } from '../credentials/shown-mark.ts'
import {
  type HashedPassword,
  hashPassword,
  type NewPasswordParts,
  storePassword,
} from '../credentials/store-password.ts'
import { checkLinkWithCode, useLinkWithCode } from '../credentials/use-code.ts'
import type { MakerParts } from '../federation/needs-proof-of-prepared.ts'
import { invitationInvalid, isStillGood, requireInvitation } from './get-invitation.ts'
import type { AcceptanceRequest } from './invitations-schemas.ts'

/**
 * The invited user becomes active and gets the password. The link works once; three wrong codes void the invitation.
 * @throws Problem link_invalid, code_wrong, password_refused, sign_in_busy
 */
export async function acceptInvitation(
  parts: Parts<'clock' | 'vault'> & NewPasswordParts & MakerParts,
  organizationKey: string,
  request: Static<typeof AcceptanceRequest>,
  source: RequestSource,
): Promise<void> {
  const { account } = await requireInvitation(parts, organizationKey, request.token)
  const requireRight = (outcome: unknown): void => {
    if (outcome === 'no link') throw invitationInvalid()
    if (outcome !== 'wrong code') return
    recordWrongCode(parts, organizationKey, account, source)
    throw new Problem('code_wrong', 'Incorrect code. Three wrong codes void the invitation.')
  }
  // Before the password is looked at and hashed: callers without link and code cause no such work.
  requireRight(await transaction(parts, (parts) => checkLinkWithCode(parts, organizationKey, 'invitation', request)))
  const user = { ...account, name: request.name }
  const hashed = await hashPassword(parts, organizationKey, user, request.password, source)
  requireRight(await accept(parts, organizationKey, request, hashed, source))
}

function recordWrongCode(
  parts: Parts<'clock'>,
  organizationKey: string,
  account: Account,
  { address, traceId }: RequestSource,
): void {
  recordSecurityEvent(parts, {
    organizationKey,
    action: 'user.registration-failed',
    entity: triedUser(account),
    source: { address, traceId },
    details: { failed: 'code', reason: 'wrong' },
  })
}

/** The count of wrong codes is stored with the transaction: a wrong code is not thrown here. */
const accept = (
  parts: Parts<'clock' | 'vault'> & MakerParts,
  organizationKey: string,
  { token, code, name }: Static<typeof AcceptanceRequest>,
  hashed: HashedPassword,
  source: RequestSource,
): Promise<'accepted' | 'no link' | 'wrong code'> =>
  transaction(parts, async (parts) => {
    const used = await useLinkWithCode(parts, organizationKey, 'invitation', { token, code })
    if (typeof used === 'string') return used
    const before = used.userKey ? await lockAccount(parts, organizationKey, used.userKey) : undefined
    if (before?.status !== 'Invited') return 'no link'
    // Of this moment: no grant to the user can come between.
    if (!(await isStillGood(parts, organizationKey, before, token))) return 'no link'
    const account = await completeRegistration(parts, organizationKey, before, name)
    await storePassword(parts, organizationKey, account.key, hashed)
    if (!makerOfLink(token)) await recordEmailVerified(parts, organizationKey, account)
    await recordChange(parts, actingUser(organizationKey, account, source), {
      action: 'user.registered',
      entity: userEntity(account),
      before: { name: before.name, status: before.status },
      after: { name: account.name, status: account.status },
    })
    return 'accepted'
  })
