import type { Clock } from '../../../config/clock.ts'
import type { Vault } from '../../../config/secrets.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Account, getAccount } from '../../directory/users/accounts.ts'
import { type From, recordFailure } from '../credentials/acting-user.ts'
import type { Attempts } from '../credentials/attempts.ts'
import { stepOfCode } from './authenticator-codes.ts'
import { type Authenticator, lockAuthenticator, updateAuthenticator } from './authenticators-repository.ts'
import { normalRecoveryCode } from './recovery-codes.ts'

export interface AuthenticatorCheckDependencies {
  db: Db
  clock: Clock
  vault: Vault
  attempts: Attempts
}

export type AuthenticatorCheck = ReturnType<typeof createAuthenticatorCheck>

/** What the secret of an authenticator app is encrypted for: it opens nobody else's. */
export const secretContext = (organizationKey: string, userKey: string): string =>
  `authenticator ${organizationKey} ${userKey}`

/** Keyed, and different for each user. */
export const recoveryCodeHash = (vault: Vault, userKey: string, code: string): string =>
  vault.hash(`recovery code ${userKey} ${normalRecoveryCode(code)}`)

/** Checks the codes of authenticator apps, and recovery codes. */
export function createAuthenticatorCheck({ db, clock, vault, attempts }: AuthenticatorCheckDependencies) {
  /** What is left of the authenticator if the code is right. */
  function use(organizationKey: string, userKey: string, authenticator: Authenticator, code: string) {
    const secret = vault.decrypt(authenticator.secretEncrypted, secretContext(organizationKey, userKey))
    const step = /^\d{6}$/.test(code) ? stepOfCode(secret, code, clock.now()) : undefined
    // RFC 6238, section 5.2: a code that was accepted is not accepted again, nor is one before it.
    if (step !== undefined) return step > authenticator.lastStep ? { lastStep: step } : undefined
    const hash = recoveryCodeHash(vault, userKey, code)
    if (!authenticator.recoveryCodeHashes.includes(hash)) return undefined
    return { recoveryCodeHashes: authenticator.recoveryCodeHashes.filter((other) => other !== hash) }
  }

  return {
    /**
     * Uses a code of the app, or a recovery code. Each counts once.
     * @throws Problem sign_in_failed, sign_in_locked
     */
    async check(organizationKey: string, userKey: string, code: string, from: From): Promise<Account> {
      const subject = { kind: 'code', of: userKey } as const
      await attempts.begin(organizationKey, subject)
      const account = await transaction({ db: db }, async ({ db: trx }) => {
        const found = await getAccount({ db: trx }, organizationKey, userKey)
        if (!found) return undefined
        const authenticator = await lockAuthenticator(trx, organizationKey, userKey)
        const left = authenticator?.confirmedAt && use(organizationKey, userKey, authenticator, code.trim())
        if (!left || found.status !== 'Active') {
          await recordFailure(trx, clock, organizationKey, found, from, 'code')
          return undefined
        }
        await updateAuthenticator(trx, organizationKey, userKey, left)
        await attempts.succeeded(trx, organizationKey, subject)
        return found
      })
      if (account) return account
      throw new Problem('sign_in_failed', 'The code is not right, or was used already.')
    },
  }
}
