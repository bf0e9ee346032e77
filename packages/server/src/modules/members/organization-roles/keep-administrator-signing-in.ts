import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { Problem } from '../../../problems/problem.ts'
import { existsAdministrator, lockAdministratorRoleRow } from './administrators-repository.ts'

/**
 * Makes a change that takes ways to sign in from users, in the transaction that it runs in, unless no Administrator could
 * sign in afterwards where one can before, or only one whose time is limited.
 * @throws Problem last_administrator
 */
export async function keepAdministratorSigningIn<T>(
  { db, clock }: Parts<'clock'>,
  organizationKey: string,
  change: () => Promise<T>,
): Promise<T> {
  await lockAdministratorRoleRow(db, organizationKey)
  const now = toTimestamp(clock.now())
  const exists = (isLasting: boolean): Promise<boolean> =>
    existsAdministrator(db, organizationKey, now, { canSignIn: true, isLasting })
  const before = [await exists(true), await exists(false)]
  const result = await change()
  const after = [await exists(true), await exists(false)]
  if (before.some((existed, at) => existed && !after[at]))
    throw new Problem(
      'last_administrator',
      'No Administrator could sign in any more. Give a permanent Administrator another way to sign in first: a password, a passkey, or an identity provider of the organization where they have signed in before.',
    )
  return result
}
