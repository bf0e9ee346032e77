import type { Clock } from '../../config/clock.ts'
import type { Vault } from '../../config/secrets.ts'
import type { Db } from '../../db/transaction.ts'
import { createAttempts } from '../credentials/attempts.ts'
import { createOneTimeCodes } from '../credentials/one-time-codes.ts'
import { createPasswordCheck } from '../credentials/password-check.ts'
import { createPasswordHashes } from '../credentials/password-hashes.ts'
import { createPasswords } from '../credentials/passwords.ts'
import { createAuthenticatorCheck } from '../second-factors/authenticator-check.ts'
import { createAuthenticatorService } from '../second-factors/authenticator-service.ts'
import { createPasskeyCheck } from '../second-factors/passkey-check.ts'
import { createSignInService } from './sign-in-service.ts'

export type SignInParts = ReturnType<typeof createSignInParts>

/** Everything by which users prove who they are: these parts count attempts together. */
export function createSignInParts(base: { db: Db; clock: Clock; vault: Vault }) {
  const oneTimeCodes = createOneTimeCodes(base)
  const hashes = createPasswordHashes()
  const attempts = createAttempts(base)
  const shared = { ...base, attempts, hashes, oneTimeCodes }
  const passwordCheck = createPasswordCheck(shared)
  const authenticatorCheck = createAuthenticatorCheck(shared)
  const passkeyCheck = createPasskeyCheck(shared)
  return {
    attempts,
    hashes,
    oneTimeCodes,
    passwords: createPasswords(shared),
    signIn: createSignInService({ ...shared, passwordCheck, authenticatorCheck, passkeyCheck }),
    authenticators: createAuthenticatorService({ ...shared, passwordCheck, authenticatorCheck }),
  }
}
