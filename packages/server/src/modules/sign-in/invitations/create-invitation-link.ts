import type { Static } from 'typebox'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { hasBuiltInProfile } from '../../directory/users/accounts.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import { requireMayGiveAll } from '../../foundation/permissions/authority.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getUserAuthority } from '../../members/organization-roles/get-member-access.ts'
import { issueLinkWithCode } from '../credentials/issue-code.ts'
import { lockManagedAccount } from '../credentials/lock-managed-account.ts'
import type { InvitationLink } from './invitations-schemas.ts'
import { invitationMilliseconds } from './send-invitation.ts'

/**
 * Makes a new link and code of an invitation and answers them, for whoever passes them on where no mail arrives; the former
 * ones are not valid any more. Whoever has both can become the user, so that the caller must hold everything that the user
 * will hold, when they make it and when it is used. Accepting by it does not prove that the e-mail is the user's.
 * @throws Problem user_not_found, own_account, permission_missing, user_not_invited
 */
export function createInvitationLink(
  parts: Parts<'clock' | 'vault'>,
  principal: Principal,
  { baseUrl }: Pick<ReachedOrganization, 'baseUrl'>,
  key: string,
): Promise<Static<typeof InvitationLink>> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const account = await lockManagedAccount(parts, principal, key)
    if (account.status !== 'Invited') {
      throw new Problem('user_not_invited', `The user is ${account.status}: only an Invited one has an invitation.`)
    }
    if (!(await hasBuiltInProfile(parts, organizationKey, account.key))) {
      throw new Problem(
        'user_not_invited',
        'The user signs in at another identity provider: there is nothing to accept.',
      )
    }
    const held = await getUserAuthority(parts, organizationKey, [account.key])
    requireMayGiveAll(principal, `The user ${account.name ?? account.email ?? account.key}`, held)
    const { token, code, expiresAt } = await issueLinkWithCode(
      parts,
      organizationKey,
      { purpose: 'invitation', userKey: account.key, milliseconds: invitationMilliseconds },
      { shownTo: principal.actor },
    )
    await recordChange(parts, principal, {
      action: 'user.invitation-link-created',
      entity: userEntity(account),
      after: { email: account.email, expiresAt },
    })
    return { link: `${baseUrl}/accept-invitation#token=${token}`, code, expiresAt }
  })
}
