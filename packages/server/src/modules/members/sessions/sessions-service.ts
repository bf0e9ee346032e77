import { randomBytes } from 'node:crypto'
import type { Clock } from '../../../config/clock.ts'
import type { Vault } from '../../../config/secrets.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { newKey, normalKey } from '../../../db/keys.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/audit-service.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import {
  deleteAuthorizationSession,
  deleteExpiredRecords,
  deleteRecordsOfUser,
  existsAuthorizationSession,
} from './authorization-records-repository.ts'
import { type ListedSession, type NewSession, type Session, sessionMilliseconds } from './session.ts'
import {
  deleteExpiredSessions,
  deleteSession,
  deleteSessionByToken,
  deleteSessionsOf,
  insertSession,
  selectAuthorizationSession,
  selectSessionByToken,
  selectSessionsOf,
  updateLastSeen,
} from './sessions-repository.ts'

export type SessionService = ReturnType<typeof createSessionService>

/** How exact `lastSeenAt` is: the database is spared a write on each request. */
const lastSeenMilliseconds = 300_000
const longestUserAgent = 512
/** How long ago a sign-in may be for what outlives the session. */
const recentMilliseconds = 900_000

/**
 * Who is signed in to the portal. Sessions are looked up on each request, on every node: ending one, or deactivating its
 * user, works with the next request wherever that arrives.
 */
export function createSessionService({ db, clock, vault }: { db: Db; clock: Clock; vault: Vault }) {
  const timestamp = (): string => toTimestamp(clock.now())
  const hashOf = (token: string): string => vault.hash(`session ${token}`)

  return {
    /**
     * In the transaction of the sign-in, which holds the user's row: whoever ends all sessions waits, or was first.
     * @returns what the cookie holds, which nobody can read again, and the key
     * @throws Problem session_ended, where the authorization server's session is gone since its code was issued
     */
    async create(trx: Db, session: NewSession): Promise<{ token: string; key: string }> {
      const now = clock.now()
      const { organizationKey, authorizationSession } = session
      const isGone =
        authorizationSession !== null && !(await existsAuthorizationSession(trx, organizationKey, authorizationSession))
      if (isGone) throw sessionEnded()
      const token = randomBytes(32).toString('base64url')
      const key = newKey(now)
      await insertSession(trx, {
        organization_key: organizationKey,
        key,
        user_key: session.userKey,
        token_hash: hashOf(token),
        authorization_session: authorizationSession,
        method: session.method,
        address: session.address,
        user_agent: session.userAgent?.slice(0, longestUserAgent) ?? null,
        created_at: toTimestamp(now),
        last_seen_at: toTimestamp(now),
        expires_at: toTimestamp(now + sessionMilliseconds),
      })
      return { token, key }
    },

    /** Forgets the session that the same browser had before: its cookie is about to be overwritten. */
    replace: (trx: Db, organizationKey: string, token: string): Promise<void> =>
      deleteSessionByToken(trx, organizationKey, hashOf(token)),

    /** Undefined where there is no such session, or no more. Notes every few minutes that it was used. */
    async find(organizationKey: string, token: string): Promise<Session | undefined> {
      const now = clock.now()
      const session = await selectSessionByToken(db, organizationKey, hashOf(token), toTimestamp(now))
      if (session && Date.parse(session.lastSeenAt) + lastSeenMilliseconds <= now) {
        await updateLastSeen(db, organizationKey, session.key, toTimestamp(now))
      }
      return session
    },

    /** What the pages send back in `x-csrf-token`. It belongs to the cookie and tells nothing about it. */
    csrfTokenOf: (token: string): string => vault.hash(`csrf ${token}`),

    /** Those of the member who asks, the latest first. */
    async listOf(principal: Principal): Promise<(ListedSession & { isCurrent: boolean })[]> {
      const { organizationKey, userKey, sessionKey } = memberOf(principal)
      const sessions = await selectSessionsOf(db, organizationKey, userKey, timestamp())
      return sessions.map((session) => ({ ...session, isCurrent: session.key === sessionKey }))
    },

    /**
     * For what outlives the session, such as another way to sign in: whoever found a browser open must not get it.
     * @throws Problem sign_in_not_recent
     */
    async requireRecentSignIn(principal: Principal): Promise<void> {
      const current = (await this.listOf(principal)).find(({ isCurrent }) => isCurrent)
      if (current && Date.parse(current.createdAt) + recentMilliseconds > clock.now()) return
      throw new Problem('sign_in_not_recent', 'Sign in again first: this takes a sign-in of the last 15 minutes.')
    },

    /**
     * Ends a session of the member who asks, here and at the authorization server.
     * @throws Problem session_not_found
     */
    async end(principal: Principal, key: string): Promise<void> {
      const { organizationKey, userKey, sessionKey } = memberOf(principal)
      await transaction({ db: db }, async ({ db: trx }) => {
        const ended = await deleteSession(trx, organizationKey, userKey, normalKey(key))
        if (!ended) throw new Problem('session_not_found', `You have no session ${key}.`)
        if (ended.authorizationSession !== null) {
          await deleteAuthorizationSession(trx, organizationKey, ended.authorizationSession)
        }
        const isCurrent = normalKey(key) === sessionKey
        const entity = isCurrent
          ? { type: 'user', key: userKey, name: principal.actor.name }
          : { type: 'session', key: normalKey(key), name: null }
        await recordChange({ db: trx, clock }, principal, {
          action: isCurrent ? 'user.signed-out' : 'session.ended',
          entity,
          ...(isCurrent ? {} : { before: { address: ended.address } }),
        })
      })
    },

    endAllOf: endSessionsOf,

    /** Removes what has expired, of all organizations. */
    async deleteExpired(): Promise<void> {
      await deleteExpiredSessions(db, timestamp())
      await deleteExpiredRecords(db, timestamp())
    },
  }
}

/**
 * Ends all sessions of a user, here and at the authorization server, in the transaction of what makes it necessary. That
 * with the key `except` stays.
 */
export async function endSessionsOf(
  trx: Db,
  organizationKey: string,
  userKey: string,
  { except }: { except?: string | undefined } = {},
): Promise<void> {
  const kept = except === undefined ? null : await selectAuthorizationSession(trx, organizationKey, except)
  await deleteSessionsOf(trx, organizationKey, userKey, except)
  await deleteRecordsOfUser(trx, organizationKey, userKey, kept)
}

/** RFC 9110, section 11.6.1: a 401 names a way to authenticate. There is a registered one for tokens only. */
export const sessionEnded = (): Problem =>
  new Problem('session_ended', 'The session has ended, or its user may not sign in any more. Sign in again.', {
    'www-authenticate': 'Bearer',
  })

/** @throws Problem member_required */
export function memberOf(principal: Principal): { organizationKey: string; userKey: string; sessionKey: string } {
  const { organizationKey, actor, sessionKey } = principal
  if (actor.type === 'user' && actor.key !== null && sessionKey !== undefined)
    return { organizationKey, userKey: actor.key, sessionKey }
  throw new Problem('member_required', 'Only members who are signed in to the portal can do this.')
}
