import type { Db } from '../../../db/transaction.ts'

/** A session by which a relying party that is not for everybody has signed a user in */
export interface SignedInClient {
  organizationKey: string
  clientId: string
  sid: string
  userKey: string
}

/** Some of all organizations, in the order of their `sid`, after the one given */
export const selectSignedInClients = (db: Db, after: string, most: number): Promise<SignedInClient[]> =>
  db
    .selectFrom('sign_on_clients as c')
    .innerJoin('sign_on_sessions as s', (join) =>
      join.onRef('s.organization_key', '=', 'c.organization_key').onRef('s.uid', '=', 'c.session_uid'),
    )
    .innerJoin('relying_parties as r', (join) =>
      join.onRef('r.organization_key', '=', 'c.organization_key').onRef('r.client_id', '=', 'c.client_id'),
    )
    .select(['c.organization_key as organizationKey', 'c.client_id as clientId', 'c.sid', 's.user_key as userKey'])
    .where('r.audience', '!=', 'everybody')
    .where('c.sid', '>', after)
    .orderBy('c.sid')
    .limit(most)
    .execute()
