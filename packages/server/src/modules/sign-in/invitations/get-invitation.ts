import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { findAccount } from '../../directory/users/accounts.ts'
import { findLink } from '../credentials/use-code.ts'

/**
 * What the page shows that accepts the invitation.
 * @throws Problem link_invalid
 */
export async function getInvitation(
  parts: Parts<'clock' | 'vault'>,
  organization: { key: string; name: string },
  token: string,
) {
  const { account, expiresAt } = await requireInvitation(parts, organization.key, token)
  return { email: account.email, name: account.name, organizationName: organization.name, expiresAt }
}

/** @throws Problem link_invalid */
export async function requireInvitation(parts: Parts<'clock' | 'vault'>, organizationKey: string, token: string) {
  const link = await findLink(parts, organizationKey, 'invitation', token)
  const account = link?.userKey ? await findAccount(parts, organizationKey, link.userKey) : undefined
  if (!link || account?.status !== 'Invited') throw invitationInvalid()
  return { account, expiresAt: link.expiresAt }
}

/** For a link that was used, replaced or has expired */
export const invitationInvalid = (): Problem =>
  new Problem('link_invalid', 'The invitation is not valid any more. Ask the person who invited you to send it again.')
