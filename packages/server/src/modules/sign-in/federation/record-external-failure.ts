import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { findAccount } from '../../directory/users/accounts.ts'
import { findExternalProfile } from '../../directory/users/find-external-profile.ts'
import { recordSecurityEvent } from '../../foundation/audit/record-security-event.ts'
import { triedUser } from '../credentials/acting-user.ts'
import type { RequestSource } from '../credentials/request-source.ts'
import type { ExternalIdentity } from './external-identity.ts'

/** Runs a sign-in through an external provider, and records where it is refused. @throws what `signIn` throws */
export async function recordExternalFailure<T>(
  parts: Parts<'clock'>,
  organizationKey: string,
  { providerKey, subject }: Pick<ExternalIdentity, 'providerKey' | 'subject'>,
  { address, traceId }: RequestSource,
  signIn: () => Promise<T>,
): Promise<T> {
  try {
    return await signIn()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    // Nobody has a subject that cannot be stored, and PostgreSQL refuses to look for some of them.
    const isStorable = error.problem !== 'external_subject_invalid'
    const profile = isStorable ? await findExternalProfile(parts, organizationKey, { providerKey, subject }) : undefined
    const account = profile && (await findAccount(parts, organizationKey, profile.userKey))
    recordSecurityEvent(parts, {
      organizationKey,
      action: 'user.sign-in-failed',
      entity: triedUser(account),
      typed: subject,
      source: { address, traceId },
      details: { failed: 'provider', reason: error.problem, identityProviderKey: providerKey },
    })
    throw error
  }
}
