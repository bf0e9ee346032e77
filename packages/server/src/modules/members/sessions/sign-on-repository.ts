import { sql } from 'kysely'
import { deleteInSlices } from '../../../db/delete-in-slices.ts'
import { fromNullableFlag } from '../../../db/flag.ts'
import { withRowLock } from '../../../db/row-locks.ts'
import { runCompiled } from '../../../db/run-compiled.ts'
import type { UserStatus } from '../../../db/schema/directory-schema.ts'
import type { SignOnSessionTable } from '../../../db/schema/members-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { ListedSession } from './session.ts'
import type { SessionLimits } from './session-limits.ts'

/** A sign-on session with what of its user decides whether it counts, and what tokens say of them */
export interface SignOnRow {
  uid: string
  userKey: string
  credentialsStamp: string
  method: SignOnSessionTable['method']
  identityProviderKey: string | null
  authenticatedAt: string
  lastSeenAt: string
  expiresAt: string
  keptUntil: string
  name: string | null
  email: string | null
  isEmailVerified: boolean | null
  photoUrl: string | null
  status: UserStatus
  credentialsEpoch: string | null
  updatedAt: string
}

const sessions = (db: Db, organizationKey: string) =>
  db
    .selectFrom('sign_on_sessions as s')
    .innerJoin('users as u', (join) =>
      join.onRef('u.organization_key', '=', 's.organization_key').onRef('u.key', '=', 's.user_key'),
    )
    .where('s.organization_key', '=', organizationKey)
    .select(['s.uid', 's.user_key as userKey', 's.credentials_stamp as credentialsStamp', 's.method'])
    .select(['s.identity_provider_key as identityProviderKey', 's.authenticated_at as authenticatedAt'])
    .select(['s.last_seen_at as lastSeenAt', 's.expires_at as expiresAt', 's.kept_until as keptUntil'])
    .select(['u.name', 'u.email', 'u.is_email_verified', 'u.photo_url as photoUrl', 'u.status'])
    .select(['u.credentials_epoch as credentialsEpoch', 'u.updated_at as updatedAt'])

type Selected = Omit<SignOnRow, 'isEmailVerified'> & { is_email_verified: 0 | 1 | null }

const rowOf = ({ is_email_verified, ...others }: Selected): SignOnRow => ({
  ...others,
  isEmailVerified: fromNullableFlag(is_email_verified),
})

export async function selectSignOn(db: Db, organizationKey: string, uid: string): Promise<SignOnRow | undefined> {
  const [row] = await runCompiled(db, 'sign-on', { organizationKey, uid }, (values) =>
    sessions(db, values.organizationKey).where('s.uid', '=', values.uid),
  )
  return row && rowOf(row)
}

/** By what the tokens of an application call it, with when the application's part of it began */
export async function selectSignOnBySid(
  db: Db,
  organizationKey: string,
  sid: string,
): Promise<(SignOnRow & { startedAt: string }) | undefined> {
  const [row] = await runCompiled(db, 'sign-on of a client', { organizationKey, sid }, (values) =>
    sessions(db, values.organizationKey)
      .innerJoin('sign_on_clients as c', (join) =>
        join.onRef('c.organization_key', '=', 's.organization_key').onRef('c.session_uid', '=', 's.uid'),
      )
      .select('c.created_at as startedAt')
      .where('c.sid', '=', values.sid),
  )
  return row && { ...rowOf(row), startedAt: row.startedAt }
}

/** At which external provider its user has signed in */
export const selectProviderSession = (db: Db, organizationKey: string, uid: string) =>
  db
    .selectFrom('sign_on_sessions')
    .select(['uid', 'identity_provider_key as key', 'provider_session_encrypted as encrypted'])
    .where('organization_key', '=', organizationKey)
    .where('uid', '=', uid)
    .executeTakeFirst()

/** Inserts the session, or stores that its user has signed in again. Its key stays. */
export async function upsertSignOn(db: Db, row: SignOnSessionTable): Promise<void> {
  const { organization_key: _organization, uid: _uid, key: _key, ...changed } = row
  await db
    .insertInto('sign_on_sessions')
    .values(row)
    .onConflict((conflict) => conflict.columns(['organization_key', 'uid']).doUpdateSet(changed))
    .execute()
}

export async function updateSignOn(
  db: Db,
  organizationKey: string,
  uid: string,
  changed: Partial<Pick<SignOnSessionTable, 'last_seen_at' | 'credentials_stamp'>>,
): Promise<void> {
  await db
    .updateTable('sign_on_sessions')
    .set(changed)
    .where('organization_key', '=', organizationKey)
    .where('uid', '=', uid)
    .execute()
}

/** Writes nothing where the session is kept for long enough. */
export async function keepSignOnUntil(
  db: Db,
  organizationKey: string,
  uid: string,
  { atLeast, otherwise }: { atLeast: string; otherwise: string },
): Promise<void> {
  await runCompiled(db, 'longer sign-on', { organizationKey, uid, atLeast, otherwise }, (values) =>
    db
      .updateTable('sign_on_sessions')
      .set({ kept_until: values.otherwise })
      .where('organization_key', '=', values.organizationKey)
      .where('uid', '=', values.uid)
      .where('kept_until', '<', values.atLeast),
  )
}

/** Writes nothing where the session has signed in there before. */
export async function insertSignOnClient(
  db: Db,
  organizationKey: string,
  { sid, uid, clientId, now }: { sid: string; uid: string; clientId: string; now: string },
): Promise<void> {
  const row = { organization_key: organizationKey, sid, session_uid: uid, client_id: clientId, created_at: now }
  await runCompiled(db, 'application of a sign-on', row, (row) =>
    db
      .insertInto('sign_on_clients')
      .values(row)
      .onConflict((conflict) => conflict.columns(['organization_key', 'sid']).doNothing()),
  )
}

/** Which sign-on sessions: one, or all of a user but one */
export type EndingSignOns = { uid: string } | { userKey: string; exceptUid: string | null }

/** Which of them there are, so many at most. Nobody else ends them, or adds applications, before the transaction ends. */
export async function selectSignOnUids(
  db: Db,
  organizationKey: string,
  ending: EndingSignOns,
  most: number,
): Promise<string[]> {
  const found = db.selectFrom('sign_on_sessions').select('uid').where('organization_key', '=', organizationKey)
  const wanted = (): typeof found => {
    if ('uid' in ending) return found.where('uid', '=', ending.uid)
    const ofUser = found.where('user_key', '=', ending.userKey)
    return ending.exceptUid === null ? ofUser : ofUser.where('uid', '!=', ending.exceptUid)
  }
  const locked = withRowLock(db, wanted().limit(most), 'sign_on_sessions')
  return (await locked.execute()).map(({ uid }) => uid)
}

/** The applications in which these sessions have signed the user in */
export const selectSignOnClients = (db: Db, organizationKey: string, uids: readonly string[]) =>
  db
    .selectFrom('sign_on_clients as c')
    .innerJoin('sign_on_sessions as s', (join) =>
      join.onRef('s.organization_key', '=', 'c.organization_key').onRef('s.uid', '=', 'c.session_uid'),
    )
    .where('c.organization_key', '=', organizationKey)
    .where('s.uid', 'in', uids)
    .select(['c.sid', 'c.client_id as clientId', 's.user_key as userKey'])
    .execute()

export async function deleteSignOns(db: Db, organizationKey: string, uids: readonly string[]): Promise<void> {
  await db
    .deleteFrom('sign_on_sessions')
    .where('organization_key', '=', organizationKey)
    .where('uid', 'in', uids)
    .execute()
}

/** All but so many of a user, those that began last; some of them, where they are very many */
export async function selectOldestSignOns(
  db: Db,
  organizationKey: string,
  userKey: string,
  most: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('sign_on_sessions')
    .select('uid')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .orderBy('key', 'desc')
    .offset(most)
    .limit(10)
    .execute()
  return rows.map(({ uid }) => uid)
}

/** The sign-on sessions of a user that began at this provider */
export async function selectSignOnsAtProvider(
  db: Db,
  organizationKey: string,
  userKey: string,
  providerKey: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('sign_on_sessions')
    .select('uid')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .where('identity_provider_key', '=', providerKey)
    .execute()
  return rows.map(({ uid }) => uid)
}

/**
 * Sign-on sessions of a user of which no portal session came, the latest first: those that sign them in, and those that
 * are kept for applications with refresh tokens
 */
export const selectSignOnsWithoutSession = (
  db: Db,
  organizationKey: string,
  userKey: string,
  { now, createdAfter, usedAfter }: SessionLimits,
): Promise<ListedSession[]> =>
  db
    .selectFrom('sign_on_sessions as s')
    .select(['s.key', 's.method', 's.address', 's.user_agent as userAgent', 's.authenticated_at as createdAt'])
    .select(['s.last_seen_at as lastSeenAt', 's.kept_until as expiresAt'])
    .where('s.organization_key', '=', organizationKey)
    .where('s.user_key', '=', userKey)
    .where((eb) => {
      const isKept = eb.and([eb('s.kept_until', '>', now), eb('s.kept_until', '>', eb.ref('s.expires_at'))])
      const isYoung = eb.and([eb('s.expires_at', '>', now), eb('s.authenticated_at', '>', createdAfter)])
      return eb.or([isKept, usedAfter === null ? isYoung : eb.and([isYoung, eb('s.last_seen_at', '>', usedAfter)])])
    })
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('sessions as p')
            .select('p.key')
            .whereRef('p.organization_key', '=', 's.organization_key')
            .whereRef('p.authorization_session', '=', 's.uid')
            .where('p.user_key', '=', userKey),
        ),
      ),
    )
    .orderBy('s.key', 'desc')
    .execute()

export const selectSignOnByKey = (db: Db, organizationKey: string, userKey: string, key: string) =>
  db
    .selectFrom('sign_on_sessions')
    .select(['uid', 'address'])
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .where('key', '=', key)
    .executeTakeFirst()

/** The parts of applications in sessions. @returns those that were there */
export async function deleteSignOnClients(
  db: Db,
  organizationKey: string,
  sids: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .deleteFrom('sign_on_clients')
    .where('organization_key', '=', organizationKey)
    .where('sid', 'in', sids)
    .returning('sid')
    .execute()
  return new Set(rows.map(({ sid }) => sid))
}

/** Of all organizations: those of which no refresh token can be valid any more. */
export async function deleteSignOnsKeptUntil(db: Db, now: string, signal: AbortSignal): Promise<void> {
  const where = sql<boolean>`kept_until <= ${now}`
  await deleteInSlices(db, { table: 'sign_on_sessions', primaryKey: ['organization_key', 'uid'], where }, signal)
}

/** Of all organizations. */
export async function deleteAllSignOns(db: Db): Promise<void> {
  await db.deleteFrom('sign_on_sessions').execute()
}
