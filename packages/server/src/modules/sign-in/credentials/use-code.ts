import { timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../../config/clock.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { decryptCode } from './encrypt-code.ts'
import { hashLinkToken } from './hash-link-token.ts'
import {
  deleteOneTimeCode,
  lockByToken,
  lockOfUser,
  type OneTimeCode,
  type Purpose,
  selectByToken,
  updateWrongAttempts,
} from './one-time-codes-repository.ts'

/** Three wrong codes void it. */
const mostWrong = 3

/** Whose link it is, and until when it is valid. */
interface ValidLink {
  key: string
  userKey: string | null
  expiresAt: string
}

type UseParts = Parts<'clock' | 'vault'>

const isValid = (found: OneTimeCode | undefined, clock: Clock): found is OneTimeCode =>
  found !== undefined && found.expiresAt > toTimestamp(clock.now())

/** Finds a valid link and leaves it as it is. */
export async function findLink(
  { db, clock, vault }: UseParts,
  organizationKey: string,
  purpose: Purpose,
  token: string,
): Promise<ValidLink | undefined> {
  const found = await selectByToken(db, organizationKey, purpose, hashLinkToken(vault, purpose, token))
  return isValid(found, clock) ? found : undefined
}

/** Uses up a link: it works once, however many requests try at the same time. */
export async function useLink(
  { db, clock, vault }: UseParts,
  organizationKey: string,
  purpose: Purpose,
  token: string,
): Promise<ValidLink | undefined> {
  const found = await lockByToken(db, organizationKey, purpose, hashLinkToken(vault, purpose, token))
  if (!isValid(found, clock) || !(await deleteOneTimeCode(db, organizationKey, found.key))) return undefined
  return found
}

/**
 * Checks a link together with its code, and leaves them where both are right: before work that takes long. The count of
 * wrong codes is stored with the transaction: don't throw in it.
 */
export async function checkLinkWithCode(
  parts: UseParts,
  organizationKey: string,
  purpose: Purpose,
  { token, code }: { token: string; code: string },
): Promise<ValidLink | 'no link' | 'wrong code'> {
  const { db, clock, vault } = parts
  const found = await lockByToken(db, organizationKey, purpose, hashLinkToken(vault, purpose, token))
  if (!isValid(found, clock)) return 'no link'
  return (await checkCode(parts, organizationKey, found, code)) ? found : 'wrong code'
}

/** Uses up a link together with its code. As above: don't throw in the transaction of a wrong one. */
export async function useLinkWithCode(
  parts: UseParts,
  organizationKey: string,
  purpose: Purpose,
  linkWithCode: { token: string; code: string },
): Promise<ValidLink | 'no link' | 'wrong code'> {
  const checked = await checkLinkWithCode(parts, organizationKey, purpose, linkWithCode)
  if (typeof checked === 'string') return checked
  return (await deleteOneTimeCode(parts.db, organizationKey, checked.key)) ? checked : 'no link'
}

/** Uses up the code of a user. As above: don't throw in the transaction of a wrong one. */
export async function useCode(
  parts: UseParts,
  organizationKey: string,
  purpose: Purpose,
  { userKey, code }: { userKey: string; code: string },
): Promise<boolean> {
  const found = await lockOfUser(parts.db, organizationKey, purpose, userKey)
  if (!isValid(found, parts.clock) || !(await checkCode(parts, organizationKey, found, code))) return false
  return deleteOneTimeCode(parts.db, organizationKey, found.key)
}

/** Counts a wrong code; the third one voids it. */
async function checkCode(
  { db, vault }: UseParts,
  organizationKey: string,
  found: OneTimeCode,
  code: string,
): Promise<boolean> {
  const right = found.codeEncrypted && decryptCode(vault, organizationKey, found.key, found.codeEncrypted)
  if (!right || !isEqual(right, code)) {
    const wrong = found.wrongAttempts + 1
    if (wrong < mostWrong) await updateWrongAttempts(db, organizationKey, found.key, wrong)
    else await deleteOneTimeCode(db, organizationKey, found.key)
    return false
  }
  return true
}

function isEqual(right: string, given: string): boolean {
  const [a, b] = [Buffer.from(right), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}
