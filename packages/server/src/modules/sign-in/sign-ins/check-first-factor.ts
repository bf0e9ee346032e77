import type { Parts } from '../../../db/parts.ts'
import { credentialsStampOf } from '../../members/sessions/credentials-stamp.ts'
import { checkPassword } from '../credentials/check-password.ts'
import type { PasswordHashes } from '../credentials/password-hashes.ts'
import type { RequestSource } from '../credentials/request-source.ts'
import { type NextStep, nextSignInStep, type ProvenUser } from './next-sign-in-step.ts'

/**
 * Checks e-mail and password. The user has not signed in before what comes `next` is done.
 * @throws Problem sign_in_failed, sign_in_locked (with Retry-After), sign_in_busy
 */
export async function checkFirstFactor(
  parts: Parts<'clock' | 'vault'> & { hashes: PasswordHashes },
  organizationKey: string,
  credentials: { email: string; password: string },
  source: RequestSource,
): Promise<ProvenUser & { next: NextStep }> {
  const account = await checkPassword(parts, organizationKey, credentials, source)
  const { key } = account
  const next = await nextSignInStep(parts, organizationKey, key, 'password')
  return { key, credentialsStamp: credentialsStampOf(account), next }
}
