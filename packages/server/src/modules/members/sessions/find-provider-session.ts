import type { Parts } from '../../../db/parts.ts'
import { selectAuthorizationSession } from './sessions-repository.ts'
import type { ProviderSession } from './sign-on.ts'
import { selectProviderSession } from './sign-on-repository.ts'

/**
 * The external provider at which the user of a session has signed in, with what ends the session there. Call it before the
 * session is ended.
 * @param of the session at the authorization server, or one of the portal that came from it
 * @returns null where no provider has signed them in
 */
export async function findProviderSession(
  { db, vault }: Parts<'vault'>,
  organizationKey: string,
  of: { uid: string } | { sessionKey: string },
): Promise<{ key: string; session: ProviderSession | null } | null> {
  const uid = 'uid' in of ? of.uid : await selectAuthorizationSession(db, organizationKey, of.sessionKey)
  const row = uid === null ? undefined : await selectProviderSession(db, organizationKey, uid)
  if (!row || row.key === null) return null
  const { key, encrypted } = row
  if (encrypted === null) return { key, session: null }
  const at = { organization_key: organizationKey, uid: row.uid }
  return { key, session: JSON.parse(vault.decrypt('sign_on_sessions.provider_session_encrypted', at, encrypted)) }
}
