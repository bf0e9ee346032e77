import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import type { Db } from '../../../db/transaction.ts'
import { listOrganizations } from '../../foundation/organizations/list-organizations.ts'
import type { PasswordHashes } from './password-hashes.ts'
import { requireAllowedPassword, requireOwnPassword } from './password-rules.ts'
import { existsPassword, storePasswordHash } from './passwords-repository.ts'

export type Passwords = ReturnType<typeof createPasswords>

/** A password and its hash, on its way to a user. */
export interface HashedPassword {
  password: string
  hash: string
}

/** Gives users their passwords. Hash before the transaction begins: it takes long. */
export function createPasswords({ clock, hashes }: { clock: Clock; hashes: PasswordHashes }) {
  return {
    /**
     * Hashes a password that anybody may have.
     * @throws Problem password_refused, sign_in_busy
     */
    async hash(password: string): Promise<HashedPassword> {
      requireAllowedPassword(password)
      return { password, hash: await hashes.make(password) }
    },

    /** Whether one of these users has a password. */
    hasAny: (db: Db, organizationKey: string, userKeys: readonly string[]): Promise<boolean> =>
      existsPassword(db, organizationKey, userKeys),

    /**
     * Stores it in the place of the one that the user has.
     * @throws Problem password_refused, where it is made of what everybody knows about this user
     */
    async give(
      trx: Db,
      organizationKey: string,
      user: { key: string; name: string | null; email: string | null },
      { password, hash }: HashedPassword,
    ): Promise<void> {
      const organization = (await listOrganizations({ db: trx })).find(({ key }) => key === organizationKey)
      requireOwnPassword(password, [user.name, user.email, organization?.name ?? null])
      await storePasswordHash(trx, organizationKey, user.key, { hash, changedAt: toTimestamp(clock.now()) })
    },
  }
}
