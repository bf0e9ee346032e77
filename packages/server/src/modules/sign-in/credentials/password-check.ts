import type { Clock } from '../../../config/clock.ts'
import { fold } from '../../../db/codecs.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Account, getAccountByEmail, lockAccount } from '../../directory/users/accounts.ts'
import { type From, recordFailure } from './acting-user.ts'
import type { Attempts, Subject } from './attempts.ts'
import type { PasswordHashes } from './password-hashes.ts'
import { replacePasswordHash, selectPassword } from './passwords-repository.ts'

export interface PasswordCheckDependencies {
  db: Db
  clock: Clock
  attempts: Attempts
  hashes: PasswordHashes
}

export type PasswordCheck = ReturnType<typeof createPasswordCheck>

/** No user has this key: a stranger's password is looked for as well. */
const nobodyKey = '00000000-0000-0000-0000-000000000000'

/** Checks passwords, with what keeps them from being guessed. */
export function createPasswordCheck({ db, clock, attempts, hashes }: PasswordCheckDependencies) {
  /** Strangers cost the same: one attempt counted, one hash computed, one more transaction. */
  const failed = (organizationKey: string, subject: Subject, account: Account | undefined, from: From): Promise<void> =>
    transaction({ db: db }, ({ db: trx }) =>
      account
        ? recordFailure(trx, clock, organizationKey, account, from, 'password')
        : attempts.idle(trx, organizationKey, subject),
    )

  /** Forgets the attempts if it is right, also by the time that this is known: hashing takes long when many wait. */
  async function isRight(organizationKey: string, subject: Subject, account: Account | undefined, password: string) {
    const stored = await selectPassword(db, organizationKey, account?.key ?? nobodyKey)
    const matches = await hashes.verify(account?.status === 'Active' ? stored?.hash : undefined, password)
    if (!matches || !account || !stored) return false
    const renewed = hashes.isOutdated(stored.hash) ? await hashes.make(password) : undefined
    return transaction({ db: db }, async ({ db: trx }) => {
      await lockAccount({ db: trx }, organizationKey, account.key)
      const now = await selectPassword(trx, organizationKey, account.key)
      if (now?.changedAt !== stored.changedAt) return false
      if (renewed !== undefined)
        await replacePasswordHash(trx, organizationKey, account.key, { former: stored.hash, hash: renewed })
      await attempts.succeeded(trx, organizationKey, subject)
      return true
    })
  }

  return {
    /**
     * The active user with this e-mail and password. Whoever is unknown, inactive or has no password is refused in the
     * same words and after the same time.
     * @throws Problem sign_in_failed, sign_in_locked, sign_in_busy
     */
    async byEmail(organizationKey: string, email: string, password: string, from: From): Promise<Account> {
      const account = await getAccountByEmail({ db }, organizationKey, email)
      const subject = { kind: 'password', of: account?.key ?? fold(email) } as const
      await attempts.begin(organizationKey, subject)
      if ((await isRight(organizationKey, subject, account, password)) && account) return account
      await failed(organizationKey, subject, account, from)
      throw new Problem('sign_in_failed', 'The e-mail or the password is not right.')
    },

    /**
     * The password of somebody who is signed in, before something that needs more than a session.
     * @throws Problem password_wrong, sign_in_locked, sign_in_busy
     */
    async own(organizationKey: string, account: Account, password: string, from: From): Promise<void> {
      const subject = { kind: 'password', of: account.key } as const
      await attempts.begin(organizationKey, subject)
      if (await isRight(organizationKey, subject, account, password)) return
      await failed(organizationKey, subject, account, from)
      throw new Problem('password_wrong', 'The current password is not right.')
    },
  }
}
