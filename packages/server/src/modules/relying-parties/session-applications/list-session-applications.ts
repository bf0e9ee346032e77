import type { Parts } from '../../../db/parts.ts'
import { slicesOf } from '../../../db/slices-of.ts'
import type { ListSessionApplications, SessionApplication } from '../../members/sessions/session.ts'
import { applicationLogoPath } from '../my-applications/application-logo-path.ts'
import { selectApplicationsOfSessions, selectSessionUids } from './session-applications-repository.ts'

/** Each may have signed the user in to many applications. */
const sessionsAtOnce = 100

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
  const uids = await selectSessionUids(db, organizationKey, userKey)
  for await (const some of slicesOf(uids, sessionsAtOnce)) {
    const rows = await selectApplicationsOfSessions(db, organizationKey, some)
    for (const { signOnKey, portalSessionKey, key, name, ...logo } of rows) {
      const sessionKey = portalSessionKey ?? signOnKey
      const applications = found.get(sessionKey) ?? []
      applications.push({ key, name, logoPath: applicationLogoPath(logo) })
      found.set(sessionKey, applications)
    }
  }
  return found
}
