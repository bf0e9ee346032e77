import type { Parts } from '../../../db/parts.ts'
import type { ListSessionApplications, SessionApplication } from '../../members/sessions/session.ts'
import { applicationLogoPath } from '../my-applications/application-logo-path.ts'
import { selectApplicationsOfSessions } from './session-applications-repository.ts'

/**
 * In which applications each session of a user has signed them in, by name. The sessions have the keys of `listSessionsOfUser`:
 * that of the portal's, where one came of the sign-in. It asks for no permission.
 */
export const listSessionApplications: ListSessionApplications = async (
  { db }: Parts,
  organizationKey: string,
  userKey: string,
) => {
  const found = new Map<string, SessionApplication[]>()
  const rows = await selectApplicationsOfSessions(db, organizationKey, userKey)
  for (const { signOnKey, portalSessionKey, key, name, ...logo } of rows) {
    const sessionKey = portalSessionKey ?? signOnKey
    const application = { key, name, logoPath: applicationLogoPath(logo) }
    found.set(sessionKey, [...(found.get(sessionKey) ?? []), application])
  }
  return found
}
