import { randomBytes } from 'node:crypto'
import type { Vault } from '../../../config/vault.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import {
  deleteKnownBrowser,
  deleteKnownBrowsers,
  deleteOldestKnownBrowsers,
  insertKnownBrowser,
  selectKnownBrowsers,
} from './known-browsers-repository.ts'

// A browser in which a user has signed in holds a random token, and failures in it have a count of their own: whoever
// types wrong passwords elsewhere does not lock the user out of it. The token proves nothing else.

/** For so long after the last sign-in a browser stays known. */
export const knownBrowserMilliseconds = 90 * 86_400_000
/** Each is one more count, so their number limits how often a thief of all of them may guess (SECURITY.md). */
const mostOfUser = 10

const hashOf = (vault: Vault, token: string): string => vault.hash('known browsers', `known browser ${token}`)

/**
 * By what this browser is known for the user; undefined where it is not. It asks the database wherever there are tokens,
 * so that the time does not tell whether there is such a user.
 */
export async function findKnownBrowser(
  { db, clock, vault }: Parts<'clock' | 'vault'>,
  organizationKey: string,
  userKey: string,
  tokens: readonly string[] = [],
): Promise<string | undefined> {
  if (tokens.length === 0) return undefined
  const tokenHashes = tokens.map((token) => hashOf(vault, token))
  const now = toTimestamp(clock.now())
  const [found] = await selectKnownBrowsers(db, organizationKey, userKey, { tokenHashes, now })
  return found
}

/**
 * Makes the browser known for the user who has signed in. Each sign-in gives another token: one that was planted in the
 * browser is worth nothing afterwards.
 * @param tokens what the browser holds, also of other users
 * @returns what it holds from now on, the newest first
 */
export function rememberBrowser(
  parts: Parts<'clock' | 'vault'>,
  organizationKey: string,
  userKey: string,
  tokens: readonly string[],
): Promise<string[]> {
  return transaction(parts, async (parts) => {
    const { db, clock, vault } = parts
    const former = await findKnownBrowser(parts, organizationKey, userKey, tokens)
    const token = randomBytes(32).toString('base64url')
    const expiresAt = toTimestamp(clock.now() + knownBrowserMilliseconds)
    await insertKnownBrowser(db, organizationKey, userKey, { tokenHash: hashOf(vault, token), expiresAt })
    if (former !== undefined) await deleteKnownBrowser(db, organizationKey, userKey, former)
    await deleteOldestKnownBrowsers(db, organizationKey, userKey, mostOfUser)
    return [token, ...tokens.filter((other) => hashOf(vault, other) !== former)]
  })
}

/**
 * Forgets the browsers of a user who has another password: who knew the former one may have signed in with it.
 * @param except the tokens of a browser that stays known
 */
export const forgetBrowsers = (
  { db, vault }: Parts<'vault'>,
  organizationKey: string,
  userKey: string,
  except: readonly string[] = [],
): Promise<void> =>
  deleteKnownBrowsers(
    db,
    organizationKey,
    userKey,
    except.map((token) => hashOf(vault, token)),
  )
