import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { decideUsers } from './decide-users.ts'
import type { Creation, UserRequest } from './user-additions.ts'
import { selectUsersWithEmails } from './users-repository.ts'

/**
 * What `createUsers` would do with the requests at this moment. It changes nothing, and locks nobody: what it says may be
 * different by the time it is done.
 */
export async function previewUsers(
  parts: Parts<'clock'>,
  principal: Principal,
  requests: readonly UserRequest[],
): Promise<Creation[]> {
  const { creations } = await decideUsers(parts, principal, requests, (emails) =>
    selectUsersWithEmails(parts.db, principal.organizationKey, emails),
  )
  return creations
}
