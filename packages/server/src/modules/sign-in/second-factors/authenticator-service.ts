import type { Clock } from '../../../config/clock.ts'
import type { Vault } from '../../../config/secrets.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Account, getAccount, lockAccount } from '../../directory/users/accounts.ts'
import { recordChange } from '../../foundation/audit/audit-service.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { memberOf, type SessionService } from '../../members/sessions/sessions-service.ts'
import { userEntity } from '../credentials/acting-user.ts'
import type { Attempts } from '../credentials/attempts.ts'
import type { PasswordCheck } from '../credentials/password-check.ts'
import { type AuthenticatorCheck, recoveryCodeHash, secretContext } from './authenticator-check.ts'
import { authenticatorUri, newAuthenticatorSecret, stepOfCode } from './authenticator-codes.ts'
import {
  deleteAuthenticator,
  lockAuthenticator,
  selectAuthenticator,
  storeAuthenticator,
  updateAuthenticator,
} from './authenticators-repository.ts'
import { newRecoveryCodes } from './recovery-codes.ts'

export interface AuthenticatorServiceDependencies {
  db: Db
  clock: Clock
  vault: Vault
  attempts: Attempts
  passwordCheck: PasswordCheck
  authenticatorCheck: AuthenticatorCheck
  sessions: Pick<SessionService, 'requireRecentSignIn'>
}

export type AuthenticatorService = ReturnType<typeof createAuthenticatorService>

/** Whether signing in with a password takes a code as well. */
export async function hasAuthenticator(db: Db, organizationKey: string, userKey: string): Promise<boolean> {
  const authenticator = await selectAuthenticator(db, organizationKey, userKey)
  return typeof authenticator?.confirmedAt === 'string'
}

/** A user's own authenticator app. */
export function createAuthenticatorService(dependencies: AuthenticatorServiceDependencies) {
  const { db, clock, vault, attempts, passwordCheck, authenticatorCheck, sessions } = dependencies
  const timestamp = (): string => toTimestamp(clock.now())

  async function self(trx: Db, principal: Principal): Promise<Account> {
    const { organizationKey, userKey } = memberOf(principal)
    const account = await lockAccount({ db: trx }, organizationKey, userKey)
    if (!account) throw new Problem('user_not_found', 'You have been deleted.')
    return account
  }

  const record = (
    trx: Db,
    principal: Principal,
    account: Account,
    action: 'authenticator.added' | 'authenticator.removed',
  ) => recordChange({ db: trx, clock }, principal, { action, entity: userEntity(account) })

  return {
    async read(principal: Principal) {
      const { organizationKey, userKey } = memberOf(principal)
      const found = await selectAuthenticator(db, organizationKey, userKey)
      const isConfirmed = typeof found?.confirmedAt === 'string'
      return {
        isConfirmed,
        confirmedAt: found?.confirmedAt ?? null,
        recoveryCodesLeft: found?.recoveryCodeHashes.length ?? 0,
      }
    },

    /**
     * A secret for the app. Nothing is asked for at sign-in before a first code has confirmed it.
     * @throws Problem sign_in_not_recent, authenticator_exists
     */
    async begin(principal: Principal, organizationName: string): Promise<{ secret: string; uri: string }> {
      await sessions.requireRecentSignIn(principal)
      return transaction({ db: db }, async ({ db: trx }) => {
        const { organizationKey, userKey } = memberOf(principal)
        const account = await self(trx, principal)
        if (await hasAuthenticator(trx, organizationKey, userKey)) {
          throw new Problem('authenticator_exists', 'Remove the authenticator app that you have first.')
        }
        const secret = newAuthenticatorSecret()
        const secretEncrypted = vault.encrypt(secret, secretContext(organizationKey, userKey))
        await storeAuthenticator(trx, organizationKey, userKey, { secretEncrypted, createdAt: timestamp() })
        const name = account.email ?? account.name ?? userKey
        return { secret, uri: authenticatorUri(secret, { organizationName, name }) }
      })
    },

    /**
     * From the next sign-in on, a code is asked for. The recovery codes are shown this once.
     * @throws Problem authenticator_missing, authenticator_exists, code_wrong, sign_in_locked
     */
    async confirm(principal: Principal, code: string): Promise<{ recoveryCodes: string[] }> {
      const { organizationKey, userKey } = memberOf(principal)
      const subject = { kind: 'code', of: userKey } as const
      await attempts.begin(organizationKey, subject)
      const recoveryCodes = newRecoveryCodes()
      const isRight = await transaction({ db: db }, async ({ db: trx }) => {
        const account = await self(trx, principal)
        const found = await lockAuthenticator(trx, organizationKey, userKey)
        if (!found) throw new Problem('authenticator_missing', 'Ask for a secret first.')
        if (found.confirmedAt) throw new Problem('authenticator_exists', 'The authenticator app is confirmed already.')
        const secret = vault.decrypt(found.secretEncrypted, secretContext(organizationKey, userKey))
        const step = stepOfCode(secret, code, clock.now())
        if (step === undefined) return false
        const recoveryCodeHashes = recoveryCodes.map((one) => recoveryCodeHash(vault, userKey, one))
        const confirmed = { lastStep: step, confirmedAt: timestamp(), recoveryCodeHashes }
        await updateAuthenticator(trx, organizationKey, userKey, confirmed)
        await attempts.succeeded(trx, organizationKey, subject)
        await record(trx, principal, account, 'authenticator.added')
        return true
      })
      if (!isRight) {
        throw new Problem(
          'code_wrong',
          'The code is not right. Is the time of the device right, and the code the newest?',
        )
      }
      return { recoveryCodes }
    },

    /**
     * A session alone doesn't remove it: whoever found a browser open must not.
     * @throws Problem authenticator_missing, password_wrong, sign_in_failed, sign_in_locked
     */
    async remove(principal: Principal, { password = '', code }: { password?: string; code?: string }): Promise<void> {
      const { organizationKey, userKey } = memberOf(principal)
      const account = await getAccount({ db }, organizationKey, userKey)
      if (!account || !(await selectAuthenticator(db, organizationKey, userKey))) {
        throw new Problem('authenticator_missing', 'You have no authenticator app.')
      }
      if (code !== undefined) await authenticatorCheck.check(organizationKey, userKey, code, principal.actor)
      else await passwordCheck.own(organizationKey, account, password, principal.actor)
      await transaction({ db: db }, async ({ db: trx }) => {
        await self(trx, principal)
        await deleteAuthenticator(trx, organizationKey, userKey)
        await record(trx, principal, account, 'authenticator.removed')
      })
    },
  }
}
