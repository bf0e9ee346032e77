import { newKey } from '../../../db/keys.ts'
import type { UserStatus } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'

/** Whose access has to be looked at: one user's, or that of the users of one application */
export interface AccessChange {
  organizationKey: string
  key: string
  userKey: string | null
  clientId: string | null
  /** Where an application that is deleted is told */
  logoutUri: string | null
  afterSid: string | null
}

/** Some of all organizations but these, those of one organization beside each other */
export const selectAccessChanges = (db: Db, most: number, except: readonly string[]): Promise<AccessChange[]> =>
  db
    .selectFrom('access_changes')
    .select(['organization_key as organizationKey', 'key', 'user_key as userKey', 'client_id as clientId'])
    .select(['logout_uri as logoutUri', 'after_sid as afterSid'])
    .$if(except.length > 0, (changes) => changes.where('organization_key', 'not in', except))
    .orderBy('organization_key')
    .orderBy('key')
    .limit(most)
    .execute()

/** @returns the keys of those that nobody else has deleted meanwhile */
export async function deleteAccessChanges(
  db: Db,
  organizationKey: string,
  keys: readonly string[],
): Promise<Set<string>> {
  const deleted = await db
    .deleteFrom('access_changes')
    .where('organization_key', '=', organizationKey)
    .where('key', 'in', keys)
    .returning('key')
    .execute()
  return new Set(deleted.map(({ key }) => key))
}

/** Notes that the sessions of an application after this one are still to be looked at. */
export async function insertAccessChange(
  db: Db,
  { organizationKey, clientId, logoutUri }: AccessChange,
  afterSid: string,
): Promise<void> {
  const row = { organization_key: organizationKey, key: newKey(), user_key: null }
  await db
    .insertInto('access_changes')
    .values({ ...row, client_id: clientId, logout_uri: logoutUri, after_sid: afterSid })
    .execute()
}

/** A session by which an application has signed a user in */
export interface SignedInClient {
  clientId: string
  sid: string
  userKey: string
  status: UserStatus
}

const signedInClients = (db: Db, organizationKey: string) =>
  db
    .selectFrom('sign_on_clients as c')
    .innerJoin('sign_on_sessions as s', (join) =>
      join.onRef('s.organization_key', '=', 'c.organization_key').onRef('s.uid', '=', 'c.session_uid'),
    )
    .innerJoin('users as u', (join) =>
      join.onRef('u.organization_key', '=', 's.organization_key').onRef('u.key', '=', 's.user_key'),
    )
    .select(['c.client_id as clientId', 'c.sid', 's.user_key as userKey', 'u.status'])
    .where('c.organization_key', '=', organizationKey)

/** All of these users */
export const selectClientsOfUsers = (
  db: Db,
  organizationKey: string,
  userKeys: readonly string[],
): Promise<SignedInClient[]> => signedInClients(db, organizationKey).where('s.user_key', 'in', userKeys).execute()

/** Some of one application, in the order of their `sid` */
export const selectUsersOfClient = (
  db: Db,
  organizationKey: string,
  clientId: string,
  { after, most }: { after: string; most: number },
): Promise<SignedInClient[]> =>
  signedInClients(db, organizationKey)
    .where('c.client_id', '=', clientId)
    .where('c.sid', '>', after)
    .orderBy('c.sid')
    .limit(most)
    .execute()
