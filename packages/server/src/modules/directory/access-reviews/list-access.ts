import type { Parts } from '../../../db/parts.ts'
import { pageOf } from '../../../http/api/page.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type LinkedUser, readLinkedUserPage } from '../users/read-linked-user-page.ts'
import type { AccessHolder, AccessQuery, AccessSource } from './access-schemas.ts'
import { accessSubject } from './access-subject.ts'

/**
 * Who has access to an asset, holds a role or belongs to a group, each once, with everything through which they do.
 * @throws Problem invalid_parameter, application_role_not_found, organization_role_not_found, group_not_found,
 *   permission_missing
 */
export async function listAccess(parts: Parts<'clock'>, principal: Principal, query: AccessQuery) {
  const { limit = 100, offset = 0 } = query
  const { link, sourcesOf } = await accessSubject(parts, principal, query)
  const { rows, total } = await readLinkedUserPage(parts, principal, link, query)
  const sources = await sourcesOf(rows.map(({ key }) => key))
  return pageOf(
    rows.map((user) => accessHolder(user, sources.get(user.key))),
    total,
    { limit, offset },
  )
}

export const accessHolder = (
  { key, name, email, status, lastLoginAt }: LinkedUser,
  sources: AccessSource[] = [],
): AccessHolder => ({ key, name, email, status, lastLoginAt, sources })
