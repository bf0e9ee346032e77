import type { Clock } from '../../../config/clock.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { getAccount, lockAccount } from '../../directory/users/accounts.ts'
import { recordChange } from '../../foundation/audit/audit-service.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { memberOf, type SessionService, sessionEnded } from '../../members/sessions/sessions-service.ts'
import { userEntity } from './acting-user.ts'
import type { OneTimeCodes } from './one-time-codes.ts'
import type { PasswordCheck } from './password-check.ts'
import type { Passwords } from './passwords.ts'

export interface OwnPasswordDependencies {
  db: Db
  clock: Clock
  passwords: Passwords
  passwordCheck: PasswordCheck
  oneTimeCodes: OneTimeCodes
  sessions: Pick<SessionService, 'endAllOf'>
}

export type OwnPasswordService = ReturnType<typeof createOwnPasswordService>

/** A signed-in member's own password. */
export function createOwnPasswordService(dependencies: OwnPasswordDependencies) {
  const { db, clock, passwords, passwordCheck, oneTimeCodes, sessions } = dependencies
  return {
    /**
     * Changes it, and ends all sessions of the member but this one.
     * @throws Problem password_wrong, password_refused, session_ended, sign_in_locked, sign_in_busy
     */
    async change(
      principal: Principal,
      { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
    ): Promise<void> {
      const { organizationKey, userKey, sessionKey } = memberOf(principal)
      const account = await getAccount({ db }, organizationKey, userKey)
      if (!account) throw new Problem('user_not_found', `There is no user ${userKey}.`)
      await passwordCheck.own(organizationKey, account, currentPassword, principal.actor)
      const hashed = await passwords.hash(newPassword)
      await transaction({ db: db }, async ({ db: trx }) => {
        // Deleted while the passwords were hashed
        if (!(await lockAccount({ db: trx }, organizationKey, userKey))) throw sessionEnded()
        await passwords.give(trx, organizationKey, account, hashed)
        await oneTimeCodes.drop(trx, organizationKey, 'password-reset', userKey)
        await sessions.endAllOf(trx, organizationKey, userKey, { except: sessionKey })
        await recordChange({ db: trx, clock }, principal, {
          action: 'user.password-changed',
          entity: userEntity(account),
        })
      })
    },
  }
}
