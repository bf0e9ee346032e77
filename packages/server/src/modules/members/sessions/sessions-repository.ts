import type { PageAfter } from '../../../db/read-pages.ts'
import type { SessionTable } from '../../../db/schema/members-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { ListedSession, Session } from './session.ts'
import type { EndedSession } from './session-ends-repository.ts'
import type { SessionLimits } from './session-limits.ts'

export async function insertSession(db: Db, row: SessionTable): Promise<void> {
  await db.insertInto('sessions').values(row).execute()
}

/** What decides whether the session is still that of its user */
interface SessionUser {
  credentialsStamp: string | null
  email: string | null
  credentialsEpoch: string | null
}

/** Sessions (as `s`) that have not ended. */
function alive(db: Db, organizationKey: string, { now, createdAfter, usedAfter }: SessionLimits) {
  const sessions = db
    .selectFrom('sessions as s')
    .where('s.organization_key', '=', organizationKey)
    .where('s.expires_at', '>', now)
    .where('s.created_at', '>', createdAfter)
  return usedAfter === null ? sessions : sessions.where('s.last_seen_at', '>', usedAfter)
}

export const selectSessionByToken = (
  db: Db,
  organizationKey: string,
  tokenHash: string,
  limits: SessionLimits,
): Promise<(Session & SessionUser) | undefined> =>
  alive(db, organizationKey, limits)
    .innerJoin('users as u', (join) =>
      join.onRef('u.organization_key', '=', 's.organization_key').onRef('u.key', '=', 's.user_key'),
    )
    .where('s.token_hash', '=', tokenHash)
    .select([
      's.key',
      's.user_key as userKey',
      's.method',
      's.created_at as createdAt',
      's.last_seen_at as lastSeenAt',
      's.expires_at as expiresAt',
      's.credentials_stamp as credentialsStamp',
      'u.email',
      'u.credentials_epoch as credentialsEpoch',
    ])
    .executeTakeFirst()

/** Also where it has ended; undefined where it is deleted. */
export const selectEndedSession = (db: Db, organizationKey: string, tokenHash: string) =>
  db
    .selectFrom('sessions as s')
    .innerJoin('users as u', (join) =>
      join.onRef('u.organization_key', '=', 's.organization_key').onRef('u.key', '=', 's.user_key'),
    )
    .where('s.organization_key', '=', organizationKey)
    .where('s.token_hash', '=', tokenHash)
    .select(['s.user_key as userKey', 's.created_at as createdAt', 's.last_seen_at as lastSeenAt'])
    .select(['s.expires_at as expiresAt', 's.credentials_stamp as credentialsStamp'])
    .select(['u.email', 'u.status', 'u.credentials_epoch as credentialsEpoch'])
    .executeTakeFirst()

/** The latest sign-in first. */
export const selectSessionsOf = (
  db: Db,
  organizationKey: string,
  userKey: string,
  limits: SessionLimits,
): Promise<ListedSession[]> =>
  alive(db, organizationKey, limits)
    .where('s.user_key', '=', userKey)
    .select([
      's.key',
      's.method',
      's.address',
      's.user_agent as userAgent',
      's.created_at as createdAt',
      's.last_seen_at as lastSeenAt',
      's.expires_at as expiresAt',
    ])
    .orderBy('s.key', 'desc')
    .execute()

export async function updateLastSeen(db: Db, organizationKey: string, key: string, now: string): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ last_seen_at: now })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .where('last_seen_at', '<', now)
    .execute()
}

export async function updateCredentialsStamp(
  db: Db,
  organizationKey: string,
  key: string,
  stamp: string,
): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ credentials_stamp: stamp })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

const ended = ['organization_key as organizationKey', 'token_hash as tokenHash'] as const

/** @returns what was deleted; undefined where the user has no such session */
export async function deleteSession(
  db: Db,
  organizationKey: string,
  userKey: string,
  key: string,
): Promise<(EndedSession & { authorizationSession: string | null; address: string | null }) | undefined> {
  return db
    .deleteFrom('sessions')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .where('key', '=', key)
    .returning([...ended, 'authorization_session as authorizationSession', 'address'])
    .executeTakeFirst()
}

export async function deleteSessionByToken(db: Db, organizationKey: string, tokenHash: string): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where('organization_key', '=', organizationKey)
    .where('token_hash', '=', tokenHash)
    .execute()
}

export async function selectAuthorizationSession(db: Db, organizationKey: string, key: string): Promise<string | null> {
  const row = await db
    .selectFrom('sessions')
    .select('authorization_session')
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .executeTakeFirst()
  return row?.authorization_session ?? null
}

export async function existsSession(db: Db, organizationKey: string, userKey: string, key: string): Promise<boolean> {
  const row = await db
    .selectFrom('sessions')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .where('key', '=', key)
    .executeTakeFirst()
  return row !== undefined
}

/** In the order of their keys */
export function selectSessionKeysOf(
  db: Db,
  organizationKey: string,
  userKey: string,
  { after, limit }: PageAfter<string>,
): Promise<{ key: string }[]> {
  const sessions = db
    .selectFrom('sessions')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
  const next = after === undefined ? sessions : sessions.where('key', '>', after)
  return next.orderBy('key').limit(limit).execute()
}

/** All but so many of a user, those of the latest sign-ins */
export const selectOldestSessions = (
  db: Db,
  organizationKey: string,
  userKey: string,
  most: number,
): Promise<{ key: string }[]> =>
  db
    .selectFrom('sessions')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .orderBy('key', 'desc')
    .offset(most)
    .limit(most)
    .execute()

/** Of all organizations, so many at most. @returns what was deleted */
export const deleteSessionsExpiredAt = (db: Db, now: string, most: number): Promise<EndedSession[]> =>
  db
    .deleteFrom('sessions')
    .where(({ eb, refTuple, selectFrom }) => {
      const expired = selectFrom('sessions').select(['organization_key', 'key']).where('expires_at', '<=', now)
      const some = expired.limit(most).$asTuple('organization_key', 'key')
      return eb(refTuple('organization_key', 'key'), 'in', some)
    })
    .returning(ended)
    .execute()

/** Of an organization, in the order of their keys, with what its settings look at */
export function selectSessionTimes(db: Db, organizationKey: string, { after, limit }: PageAfter<string>) {
  const sessions = db
    .selectFrom('sessions')
    .select(['key', 'created_at as createdAt', 'last_seen_at as lastSeenAt'])
    .where('organization_key', '=', organizationKey)
  const next = after === undefined ? sessions : sessions.where('key', '>', after)
  return next.orderBy('key').limit(limit).execute()
}

/** @returns what was deleted */
export const deleteSessions = (db: Db, organizationKey: string, keys: readonly string[]): Promise<EndedSession[]> =>
  db
    .deleteFrom('sessions')
    .where('organization_key', '=', organizationKey)
    .where('key', 'in', keys)
    .returning(ended)
    .execute()

/** Of all organizations. */
export async function deleteAllSessions(db: Db): Promise<void> {
  await db.deleteFrom('sessions').execute()
}

/** The portal's sessions that came from one at the authorization server */
export async function selectSessionKeysOfAuthorization(
  db: Db,
  organizationKey: string,
  userKey: string,
  uid: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('sessions')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .where('authorization_session', '=', uid)
    .execute()
  return rows.map(({ key }) => key)
}
