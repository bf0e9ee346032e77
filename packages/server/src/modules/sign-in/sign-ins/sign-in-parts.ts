import type { HashCost } from '../../../config/hash-cost.ts'
import { periodicTask } from '../../../config/periodic-task.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import type { Parts } from '../../../db/parts.ts'
import type { SessionService } from '../../members/sessions/sessions-service.ts'
import { createAttempts } from '../credentials/attempts.ts'
import { createOneTimeCodes } from '../credentials/one-time-codes.ts'
import { createOwnPasswordService } from '../credentials/own-password-service.ts'
import { createPasswordCheck } from '../credentials/password-check.ts'
import { createPasswordHashes } from '../credentials/password-hashes.ts'
import { createPasswordResetService } from '../credentials/password-reset-service.ts'
import { createPasswords } from '../credentials/passwords.ts'
import { createAuthenticatorCheck } from '../second-factors/authenticator-check.ts'
import { createAuthenticatorService } from '../second-factors/authenticator-service.ts'
import { createPasskeyCheck } from '../second-factors/passkey-check.ts'
import { createPasskeyService } from '../second-factors/passkeys-service.ts'
import { createSignInService } from './sign-in-service.ts'

export interface SignInPartsDependencies extends Parts<'clock' | 'vault' | 'config' | 'log'> {
  sessions: Pick<SessionService, 'endAllOf' | 'requireRecentSignIn'>
  hashCost?: HashCost | undefined
}

export type SignInParts = ReturnType<typeof createSignInParts>

const expiryMilliseconds = 600_000

/** Everything by which users prove who they are: these parts count attempts together. */
export function createSignInParts(dependencies: SignInPartsDependencies) {
  const { db, clock, log } = dependencies
  const oneTimeCodes = createOneTimeCodes(dependencies)
  const hashes = createPasswordHashes(dependencies.hashCost)
  const attempts = createAttempts(dependencies)
  const passwords = createPasswords({ clock, hashes })
  const shared = { ...dependencies, attempts, hashes, oneTimeCodes, passwords }
  const passwordCheck = createPasswordCheck(shared)
  const authenticatorCheck = createAuthenticatorCheck(shared)
  const passkeyCheck = createPasskeyCheck(shared)
  return {
    attempts,
    hashes,
    oneTimeCodes,
    passwords,
    signIn: createSignInService({ ...shared, passwordCheck, authenticatorCheck, passkeyCheck }),
    authenticators: createAuthenticatorService({ ...shared, passwordCheck, authenticatorCheck }),
    passkeys: createPasskeyService(shared),
    ownPassword: createOwnPasswordService({ ...shared, passwordCheck }),
    passwordReset: createPasswordResetService({
      ...shared,
      onError: (err) => log.error({ err }, 'a code to reset a password could not be sent'),
    }),
    /** Removes the attempts, links and codes that have expired, of all organizations. */
    expiredCodes: periodicTask(
      expiryMilliseconds,
      async () => {
        const now = toTimestamp(clock.now())
        await attempts.deleteExpired(now)
        await oneTimeCodes.deleteExpired(db, now)
      },
      (err) => log.warn({ err }, 'codes that have expired could not be deleted yet'),
    ),
  }
}
