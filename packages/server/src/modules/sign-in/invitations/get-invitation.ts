import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { findAccount } from '../../directory/users/accounts.ts'
import { accessOutside } from '../../foundation/permissions/authority.ts'
import { getUserAuthority } from '../../members/organization-roles/get-member-access.ts'
import { makerOfLink } from '../credentials/shown-mark.ts'
import { findLink } from '../credentials/use-code.ts'
import type { MakerParts } from '../federation/needs-proof-of-prepared.ts'

/**
 * What the page shows that accepts the invitation.
 * @throws Problem link_invalid
 */
export async function getInvitation(
  parts: Parts<'clock' | 'vault'> & MakerParts,
  organization: { key: string; name: string },
  token: string,
) {
  const { account, expiresAt } = await requireInvitation(parts, organization.key, token)
  return { email: account.email, name: account.name, organizationName: organization.name, expiresAt }
}

/** @throws Problem link_invalid */
export async function requireInvitation(
  parts: Parts<'clock' | 'vault'> & MakerParts,
  organizationKey: string,
  token: string,
) {
  const link = await findLink(parts, organizationKey, 'invitation', token)
  const account = link?.userKey ? await findAccount(parts, organizationKey, link.userKey) : undefined
  if (!link || account?.status !== 'Invited') throw invitationInvalid()
  if (!(await isStillGood(parts, organizationKey, account, token))) throw invitationInvalid()
  return { account, expiresAt: link.expiresAt }
}

/**
 * Whether a link that somebody was shown is judged now as when it was made: since then the user may have been granted what
 * its maker lacks, who would get it by using the link. A mailed one is good.
 */
export async function isStillGood(
  parts: Parts<'clock'> & MakerParts,
  organizationKey: string,
  { key }: { key: string },
  token: string,
): Promise<boolean> {
  const maker = makerOfLink(token)
  if (!maker) return true
  const held = await getUserAuthority(parts, organizationKey, [key])
  const access = await parts.accessOfActor(parts, organizationKey, maker)
  return access.has('User and access management > Manage users') && accessOutside(held, access).length === 0
}

/** For a link that was used, replaced or has expired, or whose maker could not make it any more */
export const invitationInvalid = (): Problem =>
  new Problem('link_invalid', 'The invitation is not valid any more. Ask the person who invited you to send it again.')
