import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Account, hasBuiltInProfile } from '../../directory/users/accounts.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import { enqueueMail } from '../../foundation/mail/enqueue-mail.ts'
import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { countSentLink } from './count-sent-link.ts'
import { issueLink } from './issue-code.ts'
import { lockManagedAccount } from './lock-managed-account.ts'
import type { PasswordAllowance } from './password-allowance.ts'

/** The user did not ask for it and may read the mail the next day. */
const milliseconds = 24 * 3_600_000

/**
 * Sends a user a link to choose a new password, for 24 hours. The password that they have works until then. There is no
 * code: codes work only in the browser that asked for them.
 * @throws Problem user_not_found, own_account, permission_missing, password_reset_impossible, invitations_limited
 */
export function sendPasswordReset(
  parts: Parts<'clock' | 'vault' | 'config' | 'log'> & PasswordAllowance,
  principal: Principal,
  organization: Pick<ReachedOrganization, 'baseUrl'>,
  key: string,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey, actor } = principal
    const account = await lockManagedAccount(parts, principal, key)
    const address = await requireResettable(parts, organizationKey, account)
    await countSentLink(parts, principal, address)
    const { token, expiresAt } = await issueLink(parts, organizationKey, {
      purpose: 'password-reset',
      userKey: account.key,
      milliseconds,
    })
    await recordChange(parts, principal, {
      action: 'user.password-reset-requested',
      entity: userEntity(account),
      after: { address, expiresAt },
    })
    const link = `${organization.baseUrl}/forgotten-password#token=${token}`
    await enqueueMail(parts, organizationKey, {
      kind: 'password-reset',
      to: { address, name: account.name, language: account.language },
      values: { code: null, link, expiresAt, by: actor.name },
    })
  })
}

/** @returns the e-mail that the link goes to */
async function requireResettable(
  parts: Parts<'clock'> & PasswordAllowance,
  organizationKey: string,
  account: Account,
): Promise<string> {
  const refuse = (why: string): Problem => new Problem('password_reset_impossible', why)
  if (account.status === 'Invited') throw refuse('The user is Invited: send the invitation again.')
  if (account.status !== 'Active') throw refuse(`The user is ${account.status}. Only active users sign in.`)
  if (account.email === null) throw refuse('The user has no e-mail that a link could go to.')
  if (!(await hasBuiltInProfile(parts, organizationKey, account.key))) {
    throw refuse('The user signs in at another identity provider, which keeps the password.')
  }
  if (await parts.isPasswordAllowed(parts, organizationKey, account.key)) return account.email
  throw refuse('The sign-in settings of the organization let the user have no password: they sign in with a passkey.')
}
