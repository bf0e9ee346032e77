import { timingSafeEqual } from 'node:crypto'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { findAccount } from '../../directory/users/accounts.ts'
import { credentialsStampOf } from '../../members/sessions/credentials-stamp.ts'
import { decryptCode } from './encrypt-code.ts'
import { hashLinkToken } from './hash-link-token.ts'
import { nobodyKey } from './nobody-key.ts'
import {
  deleteOneTimeCode,
  forgetBrowser,
  lockByToken,
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

/** Whether it has not expired, and its user has the credentials of the time at which it was issued. */
export async function isValidCode(parts: UseParts, organizationKey: string, found: OneTimeCode): Promise<boolean> {
  const account = await findAccount(parts, organizationKey, found.userKey ?? nobodyKey)
  const stamp = account ? credentialsStampOf(account) : null
  return found.expiresAt > toTimestamp(parts.clock.now()) && found.credentialsStamp === stamp
}

/** Finds a valid link and leaves it as it is. */
export async function findLink(
  parts: UseParts,
  organizationKey: string,
  purpose: Purpose,
  token: string,
): Promise<ValidLink | undefined> {
  const { db, vault } = parts
  const found = await selectByToken(db, organizationKey, purpose, hashLinkToken(vault, purpose, token))
  return found && (await isValidCode(parts, organizationKey, found)) ? found : undefined
}

/** Uses up a link: it works once, however many requests try at the same time. */
export async function useLink(
  parts: UseParts,
  organizationKey: string,
  purpose: Purpose,
  token: string,
): Promise<ValidLink | undefined> {
  const { db, vault } = parts
  const found = await lockByToken(db, organizationKey, purpose, hashLinkToken(vault, purpose, token))
  if (!found || !(await isValidCode(parts, organizationKey, found))) return undefined
  return (await deleteOneTimeCode(db, organizationKey, found.key)) ? found : undefined
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
  const { db, vault } = parts
  const found = await lockByToken(db, organizationKey, purpose, hashLinkToken(vault, purpose, token))
  if (!found || !(await isValidCode(parts, organizationKey, found))) return 'no link'
  return (await tryCode(parts, organizationKey, found, code)) ? found : 'wrong code'
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

/**
 * Whether the code is right. Counts a wrong one; the third voids it, with the link where both are needed. Where anybody
 * can ask for them, the link stays: a stranger must not void what the user has got by mail. `found` is locked.
 */
export async function tryCode(
  { db, vault }: UseParts,
  organizationKey: string,
  found: OneTimeCode,
  code: string,
): Promise<boolean> {
  const right = found.codeEncrypted && decryptCode(vault, organizationKey, found.key, found.codeEncrypted)
  if (right && isEqual(right, code)) return true
  const wrong = found.wrongAttempts + 1
  if (wrong < mostWrong) await updateWrongAttempts(db, organizationKey, found.key, wrong)
  else if (found.recipientHash === null) await deleteOneTimeCode(db, organizationKey, found.key)
  else await forgetBrowser(db, organizationKey, found.key)
  return false
}

function isEqual(right: string, given: string): boolean {
  const [a, b] = [Buffer.from(right), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}
