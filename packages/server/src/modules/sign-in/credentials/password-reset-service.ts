import { fold } from '../../../db/codecs.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import {
  type Account,
  getAccountByEmail,
  hasBuiltInProfile,
  lockAccount,
  recordEmailVerified,
} from '../../directory/users/accounts.ts'
import { recordChange } from '../../foundation/audit/audit-service.ts'
import { enqueueMail } from '../../foundation/mail/enqueue-mail.ts'
import type { SessionService } from '../../members/sessions/sessions-service.ts'
import { actingUser, type From, userEntity } from './acting-user.ts'
import type { Attempts } from './attempts.ts'
import type { OneTimeCodes } from './one-time-codes.ts'
import { requireAllowedPassword } from './password-rules.ts'
import type { Passwords } from './passwords.ts'

export interface PasswordResetDependencies extends Parts<'clock' | 'vault' | 'config' | 'log'> {
  attempts: Attempts
  passwords: Passwords
  oneTimeCodes: OneTimeCodes
  sessions: Pick<SessionService, 'endAllOf'>
  onError(error: unknown): void
}

export type PasswordResetService = ReturnType<typeof createPasswordResetService>

const codeMilliseconds = 15 * 60_000
/** Nobody's mailbox is filled by strangers. */
const mails = { most: 5, milliseconds: 3_600_000 }

/** For whoever forgot the password, or never had one: six digits by mail. */
export function createPasswordResetService(dependencies: PasswordResetDependencies) {
  const { db, clock, attempts, passwords, oneTimeCodes, sessions, onError } = dependencies
  const underWay = new Set<Promise<void>>()

  const sendCode = (organizationKey: string, { key, email, name }: Account): Promise<void> =>
    transaction({ db: db }, async ({ db: trx }) => {
      const account = await lockAccount({ db: trx }, organizationKey, key)
      if (account?.status !== 'Active' || email === null) return
      if (!(await hasBuiltInProfile({ db: trx }, organizationKey, key))) return
      if (!(await attempts.allows(trx, organizationKey, { kind: 'mail', of: key }, mails))) return
      const request = { purpose: 'password-reset', userKey: key, milliseconds: codeMilliseconds } as const
      const values = await oneTimeCodes.issueCode(trx, organizationKey, request)
      await enqueueMail({ ...dependencies, db: trx }, organizationKey, {
        kind: 'password-reset',
        to: { address: email, name },
        values,
      })
    })

  /** What a wrong code counts is stored: nothing is thrown here for it. */
  const useCode = (
    organizationKey: string,
    request: { email: string; code: string; hashed: Awaited<ReturnType<Passwords['hash']>> },
    from: From,
  ): Promise<boolean> =>
    transaction({ db: db }, async ({ db: trx }) => {
      const found = await getAccountByEmail({ db: trx }, organizationKey, request.email)
      const account = found && (await lockAccount({ db: trx }, organizationKey, found.key))
      if (account?.status !== 'Active') {
        await attempts.idle(trx, organizationKey, subjectOf(account, request.email))
        return false
      }
      const { key: userKey } = account
      const isRight = await oneTimeCodes.useCode(trx, organizationKey, 'password-reset', {
        userKey,
        code: request.code,
      })
      if (!isRight) return false
      await passwords.give(trx, organizationKey, account, request.hashed)
      await recordEmailVerified({ db: trx }, organizationKey, account)
      await sessions.endAllOf(trx, organizationKey, userKey)
      await attempts.succeeded(trx, organizationKey, subjectOf(account, request.email))
      await attempts.succeeded(trx, organizationKey, { kind: 'password', of: userKey })
      await recordChange({ db: trx, clock }, actingUser(organizationKey, account, from), {
        action: 'user.password-reset',
        entity: userEntity(account),
      })
      return true
    })

  return {
    /**
     * Sends a code if there is an active user with this e-mail who signs in here. Nobody learns whether: it answers
     * before it does anything that it would do for a user only.
     */
    async forgotten(organizationKey: string, email: string): Promise<void> {
      const account = await getAccountByEmail({ db }, organizationKey, email)
      if (!account) return
      const sending = sendCode(organizationKey, account)
        .catch(onError)
        .finally(() => underWay.delete(sending))
      underWay.add(sending)
    },

    /**
     * Sets the password and ends all sessions of the user.
     * @throws Problem code_wrong, password_refused, sign_in_locked, sign_in_busy
     */
    async reset(
      organizationKey: string,
      { email, code, password }: { email: string; code: string; password: string },
      from: From,
    ): Promise<void> {
      // Before anything is counted: whoever has to choose another one has not tried the code yet.
      requireAllowedPassword(password)
      const account = await getAccountByEmail({ db }, organizationKey, email)
      await attempts.begin(organizationKey, subjectOf(account, email))
      const hashed = await passwords.hash(password)
      if (await useCode(organizationKey, { email, code, hashed }, from)) return
      throw new Problem('code_wrong', 'The code is not right, or not valid any more. Three wrong codes void it.')
    },

    /** Waits for what is being sent. */
    async settled(): Promise<void> {
      await Promise.all(underWay)
    },
  }
}

const subjectOf = (account: Account | undefined, email: string) =>
  ({ kind: 'reset', of: account?.key ?? fold(email) }) as const
