import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../../config/clock.ts'
import type { Vault } from '../../../config/secrets.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { newKey } from '../../../db/keys.ts'
import type { Db } from '../../../db/transaction.ts'
import {
  deleteExpiredOneTimeCodes,
  deleteOneTimeCode,
  deleteOneTimeCodes,
  insertOneTimeCode,
  lockByToken,
  lockOfUser,
  type OneTimeCode,
  type Purpose,
  selectByToken,
  updateWrongAttempts,
} from './one-time-codes-repository.ts'

/** Three wrong codes void it. */
const mostWrong = 3

export interface NewOneTimeCode {
  purpose: Purpose
  /** Null for the organization itself */
  userKey: string | null
  milliseconds: number
}

/** Whose link it is, and until when. */
export interface ValidLink {
  userKey: string | null
  expiresAt: string
}

export type OneTimeCodes = ReturnType<typeof createOneTimeCodes>

/**
 * Links and six-digit codes that prove who somebody is, once. Only keyed hashes are stored. A new one voids the former
 * one of the same purpose.
 */
export function createOneTimeCodes({ clock, vault }: { clock: Clock; vault: Vault }) {
  const tokenHash = (purpose: Purpose, token: string): string => vault.hash(`${purpose} link ${token}`)
  // With the row's key in it, the same digits look different each time.
  const codeHash = (key: string, code: string): string => vault.hash(`code ${key} ${code}`)
  const holds = (found: OneTimeCode | undefined): found is OneTimeCode =>
    found !== undefined && found.expiresAt > toTimestamp(clock.now())

  async function issue(
    trx: Db,
    organizationKey: string,
    { purpose, userKey, milliseconds }: NewOneTimeCode,
    { token, code }: { token?: string; code?: string },
  ): Promise<string> {
    const now = clock.now()
    const key = newKey(now)
    const expiresAt = toTimestamp(now + milliseconds)
    await deleteOneTimeCodes(trx, organizationKey, purpose, userKey)
    await insertOneTimeCode(trx, {
      organization_key: organizationKey,
      key,
      purpose,
      user_key: userKey,
      token_hash: token === undefined ? null : tokenHash(purpose, token),
      code_hash: code === undefined ? null : codeHash(key, code),
      wrong_attempts: 0,
      expires_at: expiresAt,
      created_at: toTimestamp(now),
    })
    return expiresAt
  }

  /** Uses it up if the code is right; counts a wrong one, and the third voids it. */
  async function tryCode(trx: Db, organizationKey: string, found: OneTimeCode, code: string): Promise<boolean> {
    if (found.codeHash === null || !isEqual(found.codeHash, codeHash(found.key, code))) {
      const wrong = found.wrongAttempts + 1
      if (wrong < mostWrong) await updateWrongAttempts(trx, organizationKey, found.key, wrong)
      else await deleteOneTimeCode(trx, organizationKey, found.key)
      return false
    }
    return deleteOneTimeCode(trx, organizationKey, found.key)
  }

  return {
    /** A link alone */
    async issueLink(trx: Db, organizationKey: string, request: NewOneTimeCode) {
      const token = newToken()
      return { token, expiresAt: await issue(trx, organizationKey, request, { token }) }
    },

    /** A link that comes from elsewhere, for instance the challenge of a passkey. */
    issueKnown: (trx: Db, organizationKey: string, request: NewOneTimeCode, token: string): Promise<string> =>
      issue(trx, organizationKey, request, { token }),

    /** Six digits alone */
    async issueCode(trx: Db, organizationKey: string, request: NewOneTimeCode) {
      const code = newCode()
      return { code, expiresAt: await issue(trx, organizationKey, request, { code }) }
    },

    /** A link that asks for six digits */
    async issueLinkWithCode(trx: Db, organizationKey: string, request: NewOneTimeCode) {
      const [token, code] = [newToken(), newCode()]
      return { token, code, expiresAt: await issue(trx, organizationKey, request, { token, code }) }
    },

    /** Looks at a link and leaves it as it is. */
    async read(db: Db, organizationKey: string, purpose: Purpose, token: string): Promise<ValidLink | undefined> {
      const found = await selectByToken(db, organizationKey, purpose, tokenHash(purpose, token))
      return holds(found) ? found : undefined
    },

    /** Uses up a link: it works once, however many try at the same time. */
    async useLink(trx: Db, organizationKey: string, purpose: Purpose, token: string): Promise<ValidLink | undefined> {
      const found = await lockByToken(trx, organizationKey, purpose, tokenHash(purpose, token))
      if (!holds(found) || !(await deleteOneTimeCode(trx, organizationKey, found.key))) return undefined
      return found
    },

    /**
     * Uses up a link together with its code. What is counted of a wrong one is stored with the transaction: don't throw
     * in it.
     */
    async useLinkWithCode(
      trx: Db,
      organizationKey: string,
      purpose: Purpose,
      { token, code }: { token: string; code: string },
    ): Promise<ValidLink | 'no link' | 'wrong code'> {
      const found = await lockByToken(trx, organizationKey, purpose, tokenHash(purpose, token))
      if (!holds(found)) return 'no link'
      return (await tryCode(trx, organizationKey, found, code)) ? found : 'wrong code'
    },

    /** Uses up the code of a user. As above: don't throw in the transaction of a wrong one. */
    async useCode(
      trx: Db,
      organizationKey: string,
      purpose: Purpose,
      { userKey, code }: { userKey: string; code: string },
    ): Promise<boolean> {
      const found = await lockOfUser(trx, organizationKey, purpose, userKey)
      return holds(found) && tryCode(trx, organizationKey, found, code)
    },

    /** Voids what was sent. */
    drop: (trx: Db, organizationKey: string, purpose: Purpose, userKey: string | null): Promise<void> =>
      deleteOneTimeCodes(trx, organizationKey, purpose, userKey),

    /** Of all organizations */
    deleteExpired: (db: Db, now: string): Promise<void> => deleteExpiredOneTimeCodes(db, now),
  }
}

/** 256 bits */
const newToken = (): string => randomBytes(32).toString('base64url')
const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')

const isEqual = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
