import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { UserStatus } from '../../../db/schema/directory-schema.ts'
import { type Found, parseSort } from '../../../http/api/page.ts'
import { timestampParameter } from '../../../http/api/timestamp-parameter.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type Embedded, type EmbedName, getEmbedded } from './embedded.ts'
import { containedText, type UserSelection, type UserSort } from './user-selection.ts'
import { userVisibility, visibleRoles } from './user-visibility.ts'
import { selectUsers } from './users-list-repository.ts'

type LinkedSort = UserSort['field'] | 'userKey'

/** What the lists of a group's users and of a role's users have in common. */
interface LinkedUsersQuery {
  userKey?: string
  userKeys?: string[]
  nameOrEmailContains?: string
  nameOrEmailOrUsernameContains?: string
  lastLoginAtSince?: string
  lastLoginAtTo?: string
  status?: UserStatus
  dormantSince?: string
  afterKey?: string
  sort?: LinkedSort | `-${LinkedSort}`
  embed?: EmbedName[]
  limit?: number
  offset?: number
}

export interface LinkedUser {
  key: string
  name: string | null
  email: string | null
  status: UserStatus
  photoUrl: string | null
  lastLoginAt: string | null
  _embedded?: Embedded
}

/**
 * A page of the users who belong to a group or hold a role, as far as the caller sees them. Of their roles, the caller sees those of the environments in which they may view end users.
 */
export async function readLinkedUserPage(
  parts: Parts,
  principal: Principal,
  link: Pick<UserSelection, 'now' | 'group' | 'role' | 'organizationRoleKey'>,
  query: LinkedUsersQuery,
): Promise<Found<LinkedUser>> {
  const { userKey, userKeys, sort = 'name', embed, limit = 100, offset = 0 } = query
  const keys = userKey ? [userKey] : userKeys
  const selection: UserSelection = {
    organizationKey: principal.organizationKey,
    now: link.now,
    visible: link.group && userVisibility(principal),
    keys: keys?.map(normalKey),
    lastLoginSince: timestampParameter('lastLoginAtSince', query.lastLoginAtSince),
    lastLoginTo: timestampParameter('lastLoginAtTo', query.lastLoginAtTo),
    status: query.status,
    dormantSince: timestampParameter('dormantSince', query.dormantSince),
    afterKey: query.afterKey,
    nameOrEmailContains: containedText(query.nameOrEmailContains),
    nameOrEmailOrUsernameContains: containedText(query.nameOrEmailOrUsernameContains),
    role: link.role,
    group: link.group,
    organizationRoleKey: link.organizationRoleKey,
  }
  const roles = visibleRoles(principal)
  const { field, descending } = parseSort(sort)
  const sorting: UserSort = { field: field === 'userKey' ? 'key' : field, descending }
  const page = { sort: sorting, limit, offset, visibleRoles: roles }
  const { rows, total } = await selectUsers(parts.db, selection, page)
  const found = rows.map(({ key }) => key)
  const embedded = await getEmbedded(parts, principal.organizationKey, found, embed, roles)
  return { rows: rows.map((row) => show(row, embedded(row.key))), total }
}

const show = (
  { key, name, email, status, photoUrl, lastLoginAt }: LinkedUser,
  embedded: Embedded | undefined,
): LinkedUser => ({
  key,
  name,
  email,
  status,
  photoUrl,
  lastLoginAt,
  ...(embedded && { _embedded: embedded }),
})
