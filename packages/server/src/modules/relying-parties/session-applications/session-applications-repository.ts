import type { Db } from '../../../db/transaction.ts'

/** A user's sessions at the authorization server */
export async function selectSessionUids(db: Db, organizationKey: string, userKey: string): Promise<string[]> {
  const sessions = await db
    .selectFrom('sign_on_sessions')
    .select('uid')
    .where('organization_key', '=', organizationKey)
    .where('user_key', '=', userKey)
    .execute()
  return sessions.map(({ uid }) => uid)
}

/** The applications in which these sessions have signed their user in, by name */
export const selectApplicationsOfSessions = (db: Db, organizationKey: string, uids: readonly string[]) =>
  db
    .selectFrom('sign_on_sessions as s')
    .innerJoin('sign_on_clients as c', (join) =>
      join.onRef('c.organization_key', '=', 's.organization_key').onRef('c.session_uid', '=', 's.uid'),
    )
    .innerJoin('relying_parties as r', (join) =>
      join.onRef('r.organization_key', '=', 'c.organization_key').onRef('r.client_id', '=', 'c.client_id'),
    )
    .leftJoin('sessions as p', (join) =>
      join
        .onRef('p.organization_key', '=', 's.organization_key')
        .onRef('p.user_key', '=', 's.user_key')
        .onRef('p.authorization_session', '=', 's.uid'),
    )
    .select(['s.key as signOnKey', 'p.key as portalSessionKey'])
    .select(['r.key', 'r.name', 'r.client_id as clientId', 'r.logo_url as logoUrl'])
    .where('s.organization_key', '=', organizationKey)
    .where('s.uid', 'in', uids)
    .orderBy('r.name_folded')
    .orderBy('r.key')
    .execute()
