import type { Parts } from '../../../db/parts.ts'
import { type Found, parseSort } from '../../../http/api/page.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type Embedded, getEmbedded } from './embedded.ts'
import type { UserSelection } from './user-selection.ts'
import { visibleRoles } from './user-visibility.ts'
import { type ListedUser, selectUsers } from './users-list-repository.ts'
import type { User, UsersQuery } from './users-schemas.ts'

/** A page of the users who were selected, as the API shows them to the caller. */
export async function readUserPage(
  parts: Parts,
  principal: Principal,
  selection: UserSelection,
  { sort = 'name', embed, limit = 100, offset = 0 }: Pick<UsersQuery, 'sort' | 'embed' | 'limit' | 'offset'>,
): Promise<Found<User>> {
  const roles = visibleRoles(principal)
  const page = { sort: parseSort(sort), limit, offset, visibleRoles: roles }
  const { rows, total } = await selectUsers(parts.db, selection, page)
  const keys = rows.map(({ key }) => key)
  const embedded = await getEmbedded(parts, principal.organizationKey, keys, embed, roles)
  return { rows: rows.map((row) => show(row, embedded(row.key))), total }
}

const show = (user: ListedUser, embedded: Embedded | undefined): User => ({
  key: user.key,
  name: user.name,
  email: user.email,
  status: user.status,
  access: { hasOrganizationRoles: user.hasOrganizationRoles, hasApplicationRoles: user.hasApplicationRoles },
  lastLoginAt: user.lastLoginAt,
  isActive: user.status === 'Active',
  photoUrl: user.photoUrl,
  isEmailVerified: user.isEmailVerified,
  isTermsAndConditionsAccepted: user.isTermsAccepted,
  ...(embedded && { _embedded: embedded }),
})
