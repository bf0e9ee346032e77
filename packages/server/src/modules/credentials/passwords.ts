import type { Clock } from '../../config/clock.ts'
import { toTimestamp } from '../../db/codecs.ts'
import type { Db } from '../../db/transaction.ts'
import type { PasswordHashes } from './password-hashes.ts'
import { demandAllowedPassword } from './password-rules.ts'
import { storePasswordHash } from './passwords-repository.ts'

export type Passwords = ReturnType<typeof createPasswords>

/** Gives users their passwords. Hash before the transaction begins: it takes long. */
export function createPasswords({ clock, hashes }: { clock: Clock; hashes: PasswordHashes }) {
  return {
    /**
     * The hash of a password that is allowed, whoever gets it.
     * @throws Problem password_refused, sign_in_busy
     */
    async hash(password: string): Promise<string> {
      demandAllowedPassword(password)
      return hashes.make(password)
    },

    /** In the place of the one that the user has. */
    storeHash: (trx: Db, organizationKey: string, userKey: string, hash: string): Promise<void> =>
      storePasswordHash(trx, organizationKey, userKey, { hash, changedAt: toTimestamp(clock.now()) }),
  }
}
