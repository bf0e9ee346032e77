import type { Clock } from '../../../config/clock.ts'
import type { Db } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { lockAccount, recordLogin } from '../../directory/users/accounts.ts'
import { recordChange } from '../../foundation/audit/audit-service.ts'
import { actingUser, type From, userEntity } from '../credentials/acting-user.ts'
import type { PasswordCheck } from '../credentials/password-check.ts'
import type { AuthenticatorCheck } from '../second-factors/authenticator-check.ts'
import { hasAuthenticator } from '../second-factors/authenticator-service.ts'
import type { PasskeyCheck, Site } from '../second-factors/passkey-check.ts'
import { noteSignIn } from './sign-ins-service.ts'

export type SignInMethod = 'password' | 'password+totp' | 'passkey'

export interface SignInServiceDependencies {
  db: Db
  clock: Clock
  passwordCheck: PasswordCheck
  authenticatorCheck: AuthenticatorCheck
  passkeyCheck: PasskeyCheck
}

export type SignInService = ReturnType<typeof createSignInService>

/** Who signs in, and whether they are who they say. What comes of it, an interaction or a session, is the caller's. */
export function createSignInService(dependencies: SignInServiceDependencies) {
  const { db, clock, passwordCheck, authenticatorCheck, passkeyCheck } = dependencies

  return {
    /**
     * The first factor. With `needsCode`, nobody is signed in before `checkCode`.
     * @throws Problem sign_in_failed, sign_in_locked (with Retry-After), sign_in_busy
     */
    async checkPassword(
      organizationKey: string,
      email: string,
      password: string,
      from: From,
    ): Promise<{ userKey: string; needsCode: boolean }> {
      const { key } = await passwordCheck.byEmail(organizationKey, email, password, from)
      return { userKey: key, needsCode: await hasAuthenticator(db, organizationKey, key) }
    },

    /**
     * The second factor: a code of the authenticator app, or a recovery code.
     * @throws Problem sign_in_failed, sign_in_locked (with Retry-After)
     */
    async checkCode(organizationKey: string, userKey: string, code: string, from: From): Promise<void> {
      await authenticatorCheck.check(organizationKey, userKey, code, from)
    },

    /** What the browser is asked for a passkey. Keep `challenge` where it serves one answer only. */
    passkeyOptions: (site: Site) => passkeyCheck.options(site),

    /** @throws Problem sign_in_failed */
    async checkPasskey(site: Site, challenge: string, response: unknown, from: From): Promise<{ userKey: string }> {
      const { key } = await passkeyCheck.check(site, challenge, response, from)
      return { userKey: key }
    },

    /**
     * The user has signed in: notes when, counts it for the day, and records it, in the transaction of the session.
     * @throws Problem sign_in_failed, where the user was deactivated or deleted since the factors were checked
     */
    async completedIn(
      trx: Db,
      organizationKey: string,
      userKey: string,
      method: SignInMethod,
      from: From,
    ): Promise<void> {
      const account = await lockAccount({ db: trx }, organizationKey, userKey)
      if (account?.status !== 'Active') throw new Problem('sign_in_failed', 'The user may not sign in.')
      await recordLogin({ db: trx, clock }, organizationKey, userKey)
      await noteSignIn(trx, clock, organizationKey)
      await recordChange({ db: trx, clock }, actingUser(organizationKey, account, from), {
        action: 'user.signed-in',
        entity: userEntity(account),
        after: { method },
      })
    },
  }
}
