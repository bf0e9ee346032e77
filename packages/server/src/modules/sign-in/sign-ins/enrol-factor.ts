import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { findAccount } from '../../directory/users/accounts.ts'
import { actingUser } from '../credentials/acting-user.ts'
import type { RequestSource } from '../credentials/request-source.ts'
import { addAuthenticator, confirmAuthenticator } from '../second-factors/add-authenticator.ts'
import { addPasskey, passkeyCreationOptions } from '../second-factors/add-passkey.ts'
import type { Enrolment } from '../second-factors/enrolment.ts'
import type { Site } from '../second-factors/relying-party.ts'
import { type Factor, type Proven, type ProvenUser, requireEnrolment, type SignInDemands } from './next-sign-in-step.ts'

/** A sign-in that asks its user for a factor that they don't have yet */
interface EnrollingSignIn {
  uid: string
  user: ProvenUser | undefined
  proven: Proven | undefined
  demands?: SignInDemands
  source: RequestSource
}

type Place = Site & { name: string }
type EnrolmentParts = Parts<'clock' | 'vault' | 'config' | 'log'>

// As a member adds a factor in their session, with the user of the sign-in in the member's place. Each of them throws
// sign_in_failed where the sign-in does not ask for it.

export async function enrolAuthenticator(parts: EnrolmentParts, place: Place, signIn: EnrollingSignIn) {
  const { principal, enrolment } = await begin(parts, place, signIn, 'authenticator')
  return addAuthenticator(parts, principal, place.name, enrolment)
}

/** @throws Problem code_wrong, sign_in_locked */
export async function confirmEnrolledAuthenticator(
  parts: EnrolmentParts,
  place: Place,
  signIn: EnrollingSignIn,
  code: string,
): Promise<{ recoveryCodes: string[] }> {
  const { principal, enrolment } = await begin(parts, place, signIn, 'authenticator')
  return confirmAuthenticator(parts, principal, code, enrolment)
}

export async function enrolledPasskeyOptions(
  parts: EnrolmentParts,
  place: Place,
  signIn: EnrollingSignIn,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { principal, enrolment } = await begin(parts, place, signIn, 'passkey')
  return passkeyCreationOptions(parts, principal, place, enrolment)
}

/** @throws Problem passkey_refused */
export async function enrolPasskey(
  parts: EnrolmentParts,
  place: Place,
  signIn: EnrollingSignIn,
  request: { name: string; response: unknown },
): Promise<void> {
  const { principal, enrolment } = await begin(parts, place, signIn, 'passkey')
  await addPasskey(parts, principal, place, request, enrolment)
}

async function begin(
  parts: EnrolmentParts,
  { key: organizationKey }: Place,
  { uid, user, proven, source, demands = {} }: EnrollingSignIn,
  factor: Factor,
) {
  const account = user && (await findAccount(parts, organizationKey, user.key))
  if (!account || proven === undefined) throw new Problem('sign_in_failed', 'Send the password first.')
  const enrolment: Enrolment = {
    uid,
    userKey: account.key,
    lock: (parts) => requireEnrolment(parts, organizationKey, user, proven, factor, demands),
  }
  // Before an attempt is counted or a challenge used. It is checked again in the transaction that adds the factor.
  await transaction(parts, enrolment.lock)
  return { principal: actingUser(organizationKey, account, source), enrolment }
}
