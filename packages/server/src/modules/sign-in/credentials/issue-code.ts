import { randomBytes, randomInt } from 'node:crypto'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { encryptCode } from './encrypt-code.ts'
import { hashLinkToken } from './hash-link-token.ts'
import { deleteOneTimeCodes, insertOneTimeCode, type Purpose } from './one-time-codes-repository.ts'

// Links and six-digit codes that prove who a user is, once. Stored are keyed hashes of links, and encrypted codes. A new one voids the former one
// of the same purpose.

interface NewOneTimeCode {
  purpose: Purpose
  /** Null for the organization itself */
  userKey: string | null
  milliseconds: number
}

type IssueParts = Parts<'clock' | 'vault'>

/** A link alone */
export async function issueLink(parts: IssueParts, organizationKey: string, request: NewOneTimeCode) {
  const token = newToken()
  return { token, expiresAt: await issue(parts, organizationKey, request, { token }) }
}

/** A link with a token that the caller made, for instance the challenge of a passkey. */
export const issueLinkWithToken = (
  parts: IssueParts,
  organizationKey: string,
  request: NewOneTimeCode,
  token: string,
): Promise<string> => issue(parts, organizationKey, request, { token })

/** Six digits alone */
export async function issueCode(parts: IssueParts, organizationKey: string, request: NewOneTimeCode) {
  const code = newCode()
  return { code, expiresAt: await issue(parts, organizationKey, request, { code }) }
}

/** A link that asks for six digits */
export async function issueLinkWithCode(parts: IssueParts, organizationKey: string, request: NewOneTimeCode) {
  const [token, code] = [newToken(), newCode()]
  return { token, code, expiresAt: await issue(parts, organizationKey, request, { token, code }) }
}

/** Voids what was issued to a user, or to the organization itself. */
export const revokeOneTimeCodes = (
  { db }: Parts,
  organizationKey: string,
  purpose: Purpose,
  userKey: string | null,
): Promise<void> => deleteOneTimeCodes(db, organizationKey, purpose, userKey)

async function issue(
  { db, clock, vault }: IssueParts,
  organizationKey: string,
  { purpose, userKey, milliseconds }: NewOneTimeCode,
  { token, code }: { token?: string; code?: string },
): Promise<string> {
  const now = clock.now()
  const key = newKey(now)
  const expiresAt = toTimestamp(now + milliseconds)
  await deleteOneTimeCodes(db, organizationKey, purpose, userKey)
  await insertOneTimeCode(db, {
    organization_key: organizationKey,
    key,
    purpose,
    user_key: userKey,
    token_hash: token === undefined ? null : hashLinkToken(vault, purpose, token),
    code_encrypted: code === undefined ? null : encryptCode(vault, organizationKey, key, code),
    wrong_attempts: 0,
    expires_at: expiresAt,
    created_at: toTimestamp(now),
  })
  return expiresAt
}

/** 256 bits */
const newToken = (): string => randomBytes(32).toString('base64url')
const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')
