import { randomBytes } from 'node:crypto'
import { emailIdentity } from '../../../db/folded-columns.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { findAccountByEmail, hasBuiltInProfile, lockAccount } from '../../directory/users/accounts.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import { enqueueMail } from '../../foundation/mail/enqueue-mail.ts'
import { systemPrincipal } from '../../foundation/permissions/principal.ts'
import { countWithinLimit, type Subject } from './attempts.ts'
import { issueLinkWithCode } from './issue-code.ts'
import { findKnownBrowser } from './known-browsers.ts'
import { nobodyKey } from './nobody-key.ts'
import type { PasswordAllowance } from './password-allowance.ts'
import type { PendingPasswordResets } from './pending-password-resets.ts'
import type { RequestSource } from './request-source.ts'

export const resetMilliseconds = 15 * 60_000
/**
 * Anonymous callers must not fill a user's mailbox. Nor must they keep a link from the user: whoever asks for one gets it,
 * or has one from less than twelve minutes ago, which is still good.
 */
const mails = { most: 3, milliseconds: 3_600_000, thenEach: 12 * 60_000 }

type MailParts = Parts<'clock' | 'vault' | 'config' | 'log'> & PasswordAllowance
type Site = { key: string; baseUrl: string }

/**
 * Sends a link and six digits by mail to a user who forgot the password or never had one. Callers don't learn whether there
 * is such a user: nothing is even looked up before the answer.
 * @returns the token for the browser: the digits work only together with it
 * @throws Problem sign_in_busy
 */
export function requestPasswordReset(
  parts: MailParts & { pendingPasswordResets: PendingPasswordResets },
  site: Site,
  email: string,
  source: RequestSource,
): string {
  const browserToken = randomBytes(32).toString('base64url')
  parts.pendingPasswordResets.add(() => offerReset(parts, site, { email, browserToken }, source))
  return browserToken
}

/**
 * For active users who sign in with a password here. For any other e-mail, the same is looked up and stored: the row then
 * belongs to nobody, and wrong codes are answered alike.
 */
const offerReset = (
  parts: MailParts,
  { key: organizationKey, baseUrl }: Site,
  { email, browserToken }: { email: string; browserToken: string },
  source: RequestSource,
): Promise<void> =>
  transaction(parts, async (parts) => {
    const found = await findAccountByEmail(parts, organizationKey, email)
    const account = await lockAccount(parts, organizationKey, found?.key ?? nobodyKey)
    const isBuiltIn = await hasBuiltInProfile(parts, organizationKey, found?.key ?? nobodyKey)
    const isAllowed = await parts.isPasswordAllowed(parts, organizationKey, found?.key ?? nobodyKey)
    const mayReset = account?.status === 'Active' && account.email !== null && isBuiltIn && isAllowed
    const user = mayReset ? account : undefined
    const browser = await findKnownBrowser(parts, organizationKey, found?.key ?? nobodyKey, source.browserTokens)
    // Who asks from elsewhere, again and again, uses up no mails of a browser in which the user has signed in.
    const subject: Subject =
      found && browser !== undefined
        ? { kind: 'mail', userKey: found.key, place: browser }
        : { kind: 'mail', name: emailIdentity(email) }
    if (!(await countWithinLimit(parts, organizationKey, subject, mails))) return
    const { token, code, expiresAt } = await issueLinkWithCode(parts, organizationKey, {
      purpose: 'password-reset',
      userKey: user?.key ?? null,
      milliseconds: resetMilliseconds,
      asked: { recipient: email, browserToken },
    })
    if (!user) return
    const system = systemPrincipal(organizationKey, 'sign-in')
    const { address, traceId } = source
    await recordChange(
      parts,
      { ...system, actor: { ...system.actor, address, traceId } },
      {
        action: 'user.password-reset-requested',
        entity: userEntity(user),
      },
    )
    await enqueueMail(parts, organizationKey, {
      kind: 'password-reset',
      to: { address: user.email ?? email, name: user.name, language: user.language },
      values: { code, link: `${baseUrl}/forgotten-password#token=${token}`, expiresAt, by: null },
    })
  })
