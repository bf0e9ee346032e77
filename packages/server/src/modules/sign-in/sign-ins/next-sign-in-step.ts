import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Account, lockAccount } from '../../directory/users/accounts.ts'
import { credentialsStampOf } from '../../members/sessions/credentials-stamp.ts'
import type { SignInMethod } from '../../members/sessions/session.ts'
import { getSignInRules, hasTwoFactors, isExternal } from '../../members/sign-in-settings/sign-in-rules.ts'
import { hasAuthenticator } from '../second-factors/get-authenticator.ts'
import { hasPasskey } from '../second-factors/list-passkeys.ts'

/** A user who has shown a right factor, with the credentials of that time */
export interface ProvenUser {
  key: string
  credentialsStamp: string
}

/** What a user has proven so far, without a passkey */
export type Proven = Exclude<SignInMethod, 'passkey'>

export type Factor = 'authenticator' | 'passkey'

/** What a user has proven who shows a code of their authenticator app besides */
export const withCode = (proven: Proven): Proven => (isExternal(proven) ? 'external+totp' : 'password+totp')

/**
 * - `complete`: what was proven is enough.
 * - `code`: of the authenticator app that the user has.
 * - `passkey`: the user has one, and it takes the place of what was proven.
 * - `enrolment`: the user adds one of these factors, since they have none that would be enough.
 */
export type NextStep =
  | { step: 'complete' }
  | { step: 'code' }
  | { step: 'passkey' }
  | { step: 'enrolment'; factors: Factor[] }

/** What the application wants of a sign-in, besides what the organization requires */
export interface SignInDemands {
  secondFactor?: boolean
}

/**
 * What a sign-in needs next. A factor that the user has is asked for, always: who knows no more than the password adds
 * none beside it. That passwords are refused does not concern an external provider, which has asked for none of ours; nor
 * is a second factor asked for where the provider has asked for one and counts for it.
 */
export async function nextSignInStep(
  parts: Parts<'clock'>,
  organizationKey: string,
  userKey: string,
  proven: Proven,
  { secondFactor = false }: SignInDemands = {},
): Promise<NextStep> {
  const rules = await getSignInRules(parts, organizationKey, userKey)
  const needsPasskey = rules.needsPasskey && !isExternal(proven)
  const owesCode = !hasTwoFactors(proven) && (await hasAuthenticator(parts, organizationKey, userKey))
  if (needsPasskey && (await hasPasskey(parts, organizationKey, userKey))) return { step: 'passkey' }
  if (owesCode) return { step: 'code' }
  if (needsPasskey) return { step: 'enrolment', factors: ['passkey'] }
  if (!(rules.needsSecondFactor || secondFactor) || hasTwoFactors(proven)) return { step: 'complete' }
  if (await hasPasskey(parts, organizationKey, userKey)) return { step: 'passkey' }
  return { step: 'enrolment', factors: ['authenticator', 'passkey'] }
}

/**
 * The user of a sign-in that asks for a factor of this kind. Call it in the transaction that adds the factor: it holds the
 * user's row, so that of two sign-ins that ask for the first factor, one adds it.
 * @throws Problem sign_in_failed, where the sign-in asks for something else by now, or the user has other credentials
 */
export async function requireEnrolment(
  parts: Parts<'clock'>,
  organizationKey: string,
  user: ProvenUser,
  proven: Proven,
  factor: Factor,
  demands: SignInDemands = {},
): Promise<Account> {
  const account = await lockAccount(parts, organizationKey, user.key)
  if (account?.status === 'Active' && credentialsStampOf(account) === user.credentialsStamp) {
    const next = await nextSignInStep(parts, organizationKey, user.key, proven, demands)
    if (next.step === 'enrolment' && next.factors.includes(factor)) return account
  }
  throw new Problem('sign_in_failed', 'This sign-in does not ask you to add that. Begin again.')
}
