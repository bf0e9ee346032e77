import type { Parts } from '../../../db/parts.ts'
import { credentialsStampOf } from '../../members/sessions/credentials-stamp.ts'
import { checkPassword } from '../credentials/check-password.ts'
import type { PasswordHashes } from '../credentials/password-hashes.ts'
import type { RequestSource } from '../credentials/request-source.ts'
import { hasAuthenticator } from '../second-factors/get-authenticator.ts'

/**
 * Checks e-mail and password. With `needsCode`, the user has not signed in before `checkAuthenticatorCode` accepts a code.
 * @throws Problem sign_in_failed, sign_in_locked (with Retry-After), sign_in_busy
 */
export async function checkFirstFactor(
  parts: Parts<'clock' | 'vault'> & { hashes: PasswordHashes },
  organizationKey: string,
  credentials: { email: string; password: string },
  source: RequestSource,
): Promise<{ key: string; credentialsStamp: string; needsCode: boolean }> {
  const account = await checkPassword(parts, organizationKey, credentials, source)
  const { key } = account
  const needsCode = await hasAuthenticator(parts, organizationKey, key)
  return { key, credentialsStamp: credentialsStampOf(account), needsCode }
}
