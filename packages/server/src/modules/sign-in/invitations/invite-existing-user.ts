import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import {
  type Account,
  hasAnyProfile,
  hasBuiltInProfile,
  lockAccount,
  startInvitation,
} from '../../directory/users/accounts.ts'
import { addBuiltInProfile } from '../../directory/users/add-built-in-profile.ts'
import { lockUser, userNotFound } from '../../directory/users/require-user.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { lockManagedAccount } from '../credentials/lock-managed-account.ts'
import { sendInvitation } from './send-invitation.ts'

/**
 * Sends an invited user a new link and code; the former ones are not valid any more. A user who cannot sign in yet, such as
 * one made by the API, is invited: they get a profile at the built-in identity provider, and are Invited until they
 * accept.
 * @throws Problem user_not_found, own_account, permission_missing, user_not_invited, user_incomplete, identity_taken,
 *   invitations_limited
 */
export function inviteExistingUser(
  parts: Parts<'clock' | 'vault' | 'config' | 'log'>,
  principal: Principal,
  organization: Pick<ReachedOrganization, 'key' | 'baseUrl'>,
  userKey: string,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { key } = await lockUser(parts, principal, userKey)
    const before = await lockAccount(parts, principal.organizationKey, key)
    if (!before) throw userNotFound(userKey)
    const account = before.status === 'Invited' ? before : await makeInvited(parts, principal, before)
    await sendInvitation(parts, principal, organization, account)
    await recordChange(parts, principal, {
      action: 'user.invited',
      entity: userEntity(account),
      ...(before === account ? {} : { before: { status: before.status } }),
      after: { email: account.email, ...(before === account ? {} : { status: account.status }) },
    })
  })
}

/**
 * An Active user without a profile cannot sign in, so that nothing is taken from them: not even the last Administrator
 * who is Active.
 */
async function makeInvited(parts: Parts<'clock'>, principal: Principal, account: Account): Promise<Account> {
  await lockManagedAccount(parts, principal, account.key)
  await requireInvitable(parts, principal.organizationKey, account)
  await addBuiltInProfile(parts, principal, account, { isOptional: true })
  return startInvitation(parts, principal.organizationKey, account)
}

async function requireInvitable(parts: Parts, organizationKey: string, account: Account): Promise<void> {
  const { key, status, email } = account
  const refuse = (why: string): Problem => new Problem('user_not_invited', why)
  if (status === 'Inactive') {
    throw refuse(`The user is Inactive. Set isActive by PATCH /api/identity/v1/users/${key} first.`)
  }
  if (status === 'Active' && (await hasAnyProfile(parts, organizationKey, key))) {
    const path = `/api/management/v1/users/${key}`
    const sendsLink = `POST ${path}/password-reset sends a link for a new password.`
    if (await hasBuiltInProfile(parts, organizationKey, key)) {
      throw refuse(`The user is Active and has a profile for a password already. ${sendsLink}`)
    }
    const signsIn = 'The user is Active and signs in at another identity provider.'
    throw refuse(
      email === null
        ? `${signsIn} A password needs an e-mail, which cannot be added later: create a user with one.`
        : `${signsIn} POST ${path}/built-in-profile adds a profile for a password, and then ${sendsLink}`,
    )
  }
}
