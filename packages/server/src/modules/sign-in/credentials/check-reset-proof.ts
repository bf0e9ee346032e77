import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { type Account, lockAccount } from '../../directory/users/accounts.ts'
import { countAttempt, uncountAttempt } from './attempts-repository.ts'
import { hashBrowser, hashLinkToken } from './hash-link-token.ts'
import { nobodyKey } from './nobody-key.ts'
import { lockOneTimeCode, type OneTimeCode, selectByBrowser, selectByToken } from './one-time-codes-repository.ts'
import { isValidCode, tryCode } from './use-code.ts'

const purpose = 'password-reset'
const dayMilliseconds = 86_400_000

/**
 * How many wrong codes a UTC day may have. SECURITY.md says what they add up to. Who has used them up, or whose
 * organization has, still has the link in the mail.
 */
export const mostWrongCodes = { ofRecipient: 15, ofOrganization: 100 }

/** What a caller shows to set a new password: the link of the mail, or its code in the browser that asked for it. */
export type ResetProof = { token: string } | { code: string; browserToken: string | undefined }

export type CheckedProof =
  | { isRight: true; key: string; user: Account }
  | { isRight: false; reason: 'link' | 'code' | 'limit'; user: Account | undefined; recipient: string }

type ProofParts = Parts<'clock' | 'vault'>

/**
 * Checks the proof and leaves it as it is. For e-mails that no user has, it takes the same steps. The count of wrong codes
 * is stored with the transaction: don't throw in it.
 */
export async function checkResetProof(
  parts: ProofParts,
  organizationKey: string,
  proof: ResetProof,
): Promise<CheckedProof> {
  const found = await findProof(parts, organizationKey, proof)
  const account = await lockAccount(parts, organizationKey, found?.userKey ?? nobodyKey)
  const row = await lockOneTimeCode(parts.db, organizationKey, found?.key ?? nobodyKey)
  const isValid = row !== undefined && (await isValidCode(parts, organizationKey, row))
  const refused: { isRight: false; user: Account | undefined; recipient: string } = {
    isRight: false,
    user: account,
    recipient: found?.recipientHash ?? '',
  }
  if (!('code' in proof)) {
    if (isValid && account?.status === 'Active') return { isRight: true, key: row.key, user: account }
    return { ...refused, reason: 'link' }
  }
  // In a browser that did not ask, a code cannot be right: it is no guess, and uses none up.
  if (!isValid) return { ...refused, reason: 'code' }
  const counts = countsOf(parts, organizationKey, row)
  if (!(await counts.begin())) return { ...refused, reason: 'limit' }
  if (!(await tryCode(parts, organizationKey, row, proof.code))) return { ...refused, reason: 'code' }
  await counts.takeBack()
  if (account?.status !== 'Active') return { ...refused, reason: 'code' }
  return { isRight: true, key: row.key, user: account }
}

const findProof = (
  { db, vault }: ProofParts,
  organizationKey: string,
  proof: ResetProof,
): Promise<OneTimeCode | undefined> =>
  'code' in proof
    ? selectByBrowser(db, organizationKey, purpose, hashBrowser(vault, proof.browserToken ?? ''))
    : selectByToken(db, organizationKey, purpose, hashLinkToken(vault, purpose, proof.token))

/** Counted before the code is looked at, and in its transaction: however many arrive at once, only so many are checked. */
function countsOf({ db, clock, vault }: ProofParts, organizationKey: string, row: OneTimeCode) {
  const now = clock.now()
  const day = Math.floor(now / dayMilliseconds)
  const expiresAt = toTimestamp((day + 1) * dayMilliseconds)
  const counts = [
    { hash: vault.hash('attempts', `wrong reset codes ${day}`), most: mostWrongCodes.ofOrganization, openKind: null },
    {
      hash: vault.hash('attempts', `wrong reset codes ${day} ${row.recipientHash}`),
      most: mostWrongCodes.ofRecipient,
      openKind: 'reset code',
    },
  ]
  return {
    async begin(): Promise<boolean> {
      const attempts: number[] = []
      for (const { hash, openKind } of counts) {
        const request = { now: toTimestamp(now), expiresAt, openKind }
        attempts.push((await countAttempt(db, organizationKey, hash, request)) ?? 0)
      }
      const isAllowed = counts.every(({ most }, index) => (attempts[index] ?? 0) <= most)
      // What is not checked is no guess: it must not use up those of others.
      if (!isAllowed) await this.takeBack()
      return isAllowed
    },
    async takeBack(): Promise<void> {
      for (const { hash } of counts) await uncountAttempt(db, organizationKey, hash)
    },
  }
}
