import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Account, hasBuiltInProfile } from '../../directory/users/accounts.ts'
import { enqueueMail } from '../../foundation/mail/enqueue-mail.ts'
import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { countSentLink } from '../credentials/count-sent-link.ts'
import { issueLinkWithCode } from '../credentials/issue-code.ts'

export const invitationMilliseconds = 7 * 86_400_000

/**
 * Sends an invited user a link and a code, and voids what was sent before. A user of an external identity provider gets
 * the portal's address alone: there is nothing to accept.
 * @throws Problem user_not_invited, where the user has no e-mail; invitations_limited
 */
export function sendInvitation(
  parts: Parts<'clock' | 'vault' | 'config' | 'log'>,
  principal: Principal,
  { key: organizationKey, baseUrl }: Pick<ReachedOrganization, 'key' | 'baseUrl'>,
  { key: userKey, name, email, language }: Account,
): Promise<void> {
  return transaction(parts, async (parts) => {
    if (email === null) throw new Problem('user_not_invited', 'The user has no e-mail to send an invitation to.')
    await countSentLink(parts, principal, email)
    const isBuiltIn = await hasBuiltInProfile(parts, organizationKey, userKey)
    const request = { purpose: 'invitation', userKey, milliseconds: invitationMilliseconds } as const
    const issued = isBuiltIn ? await issueLinkWithCode(parts, organizationKey, request) : undefined
    await enqueueMail(parts, organizationKey, {
      kind: 'invitation',
      to: { address: email, name, language },
      values: {
        link: issued ? `${baseUrl}/accept-invitation#token=${issued.token}` : `${baseUrl}/`,
        code: issued?.code ?? null,
        expiresAt: issued?.expiresAt ?? null,
        by: principal.actor.type === 'user' ? principal.actor.name : null,
      },
    })
  })
}
