import { randomBytes, randomInt } from 'node:crypto'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { findAccount } from '../../directory/users/accounts.ts'
import { credentialsStampOf } from '../../members/sessions/credentials-stamp.ts'
import { encryptCode } from './encrypt-code.ts'
import { hashBrowser, hashLinkToken, hashRecipient } from './hash-link-token.ts'
import { nobodyKey } from './nobody-key.ts'
import {
  deleteOldestAskedCodes,
  deleteOneTimeCodes,
  deleteOneTimeCodesForRecipient,
  insertOneTimeCode,
  type Purpose,
} from './one-time-codes-repository.ts'
import { type Maker, shownMark } from './shown-mark.ts'

// Links and six-digit codes that prove who a user is, once. Stored are keyed hashes of links, and
// encrypted codes. A new one voids the former one of the same purpose.

interface NewOneTimeCode {
  purpose: Purpose
  /** Null for the organization itself, and for a recipient who is no user */
  userKey: string | null
  milliseconds: number
  /** To whom and for which browser, where both are asked for by an anonymous caller */
  asked?: { recipient: string; browserToken: string }
}

type IssueParts = Parts<'clock' | 'vault'>

/**
 * A link alone
 * @param token unless given, 256 random bits
 */
export async function issueLink(
  parts: IssueParts,
  organizationKey: string,
  request: NewOneTimeCode,
  token = newToken(),
): Promise<{ token: string; expiresAt: string }> {
  return { token, expiresAt: await issue(parts, organizationKey, request, { token }) }
}

/**
 * A link and six digits. What they are good for, together or each alone, is up to who uses them.
 * @param shownTo whoever asked for it, where they see it, and not the user's mailbox alone
 */
export async function issueLinkWithCode(
  parts: IssueParts,
  organizationKey: string,
  request: NewOneTimeCode,
  { shownTo }: { shownTo?: Maker } = {},
) {
  const [token, code] = [(shownTo ? shownMark(shownTo) : '') + newToken(), newCode()]
  return { token, code, expiresAt: await issue(parts, organizationKey, request, { token, code }) }
}

/** Voids what was issued to a user, or to the organization itself. */
export const revokeOneTimeCodes = (
  { db }: Parts,
  organizationKey: string,
  purpose: Purpose,
  userKey: string | null,
): Promise<void> => deleteOneTimeCodes(db, organizationKey, purpose, userKey)

/** The same statements whether or not there is such a user. */
async function issue(
  parts: IssueParts,
  organizationKey: string,
  { purpose, userKey, milliseconds, asked }: NewOneTimeCode,
  { token, code }: { token: string; code?: string },
): Promise<string> {
  const { db, clock, vault } = parts
  const now = clock.now()
  const key = newKey(now)
  const expiresAt = toTimestamp(now + milliseconds)
  const account = await findAccount(parts, organizationKey, userKey ?? nobodyKey)
  const recipientHash = asked ? hashRecipient(vault, asked.recipient) : null
  if (recipientHash === null) await deleteOneTimeCodes(db, organizationKey, purpose, userKey)
  else await deleteOneTimeCodesForRecipient(db, organizationKey, purpose, recipientHash)
  await insertOneTimeCode(db, {
    organization_key: organizationKey,
    key,
    purpose,
    user_key: userKey,
    token_hash: hashLinkToken(vault, purpose, token),
    code_encrypted: code === undefined ? null : encryptCode(vault, organizationKey, key, code),
    browser_hash: asked ? hashBrowser(vault, asked.browserToken) : null,
    recipient_hash: recipientHash,
    credentials_stamp: account ? credentialsStampOf(account) : null,
    wrong_attempts: 0,
    expires_at: expiresAt,
    created_at: toTimestamp(now),
  })
  // The keyed hash decides who looks for what is too much: no caller can choose it.
  if (recipientHash?.startsWith('A')) await deleteOldestAskedCodes(db, organizationKey, purpose)
  return expiresAt
}

/** 256 bits */
const newToken = (): string => randomBytes(32).toString('base64url')
const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')
