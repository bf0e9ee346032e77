import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { normalKey } from '../../../db/keys.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { pageOf, parseSort } from '../../../http/api/paging.ts'
import { type AuditedChange, recordChange } from '../../foundation/audit/audit-service.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireAnotherAdministrator } from '../../members/organization-roles/organization-roles-service.ts'
import { endSessionsOf } from '../../members/sessions/sessions-service.ts'
import { type Embedded, type EmbedName, embeddedOf } from './embedded.ts'
import { lockUser } from './require-user.ts'
import { createUser } from './user-creation.ts'
import { holdingsOf } from './user-holdings.ts'
import { requirePhotoUrl, statusAfter, userNotFound } from './user-rules.ts'
import { countUsers, type ListedUser, selectUsers } from './users-list-repository.ts'
import { deleteUserRow, type UserRow, updateUser } from './users-repository.ts'
import type { User, UserCountQuery, UserCreateRequest, UserPatchRequest, UsersQuery } from './users-schemas.ts'
import { selectionOf, type UserSelection } from './users-selection.ts'
import { visibleRoles } from './users-visibility.ts'

export type UserService = ReturnType<typeof createUserService>

export function createUserService({ db, clock }: { db: Db; clock: Clock }) {
  const timestamp = (): string => toTimestamp(clock.now())

  const find = async (
    principal: Principal,
    selection: UserSelection,
    { sort = 'name', embed, limit = 100, offset = 0 }: Pick<UsersQuery, 'sort' | 'embed' | 'limit' | 'offset'>,
  ): Promise<{ users: User[]; total: number }> => {
    const roles = visibleRoles(principal)
    const page = { sort: parseSort(sort), limit, offset, visibleRoles: roles }
    const { rows, total } = await selectUsers(db, selection, page)
    const keys = rows.map(({ key }) => key)
    const embedded = await embeddedOf(db, principal.organizationKey, keys, embed, roles)
    return { users: rows.map((row) => show(row, embedded(row.key))), total }
  }

  return {
    async list(principal: Principal, query: UsersQuery) {
      const { sort, embed, limit, offset, ...filter } = query
      const selection = selectionOf(principal, timestamp(), filter)
      const { users, total } = await find(principal, selection, { sort, embed, limit, offset })
      return pageOf(users, total, { limit, offset })
    },

    async count(principal: Principal, filter: UserCountQuery): Promise<{ userCount: number }> {
      return { userCount: await countUsers(db, selectionOf(principal, timestamp(), filter)) }
    },

    async read(principal: Principal, key: string, embed: EmbedName[] | undefined): Promise<User> {
      const keys = [normalKey(key)]
      const { users } = await find(principal, { ...selectionOf(principal, timestamp(), {}), keys }, { embed, limit: 1 })
      if (!users[0]) throw userNotFound(key)
      return users[0]
    },

    /** Creates a user, or gives the one with this e-mail another profile. Sends no mail. */
    create: (principal: Principal, request: UserCreateRequest): Promise<{ key: string }> =>
      createUser({ db, clock }, principal, request),

    /** What is absent stays; null clears name and photoUrl. */
    async update(principal: Principal, key: string, request: UserPatchRequest): Promise<void> {
      requirePhotoUrl(request.photoUrl)
      await transaction({ db: db }, async ({ db: trx }) => {
        const before = await lockUser({ db: trx }, principal.organizationKey, key)
        const after = {
          ...before,
          name: request.name === undefined ? before.name : request.name,
          photoUrl: request.photoUrl === undefined ? before.photoUrl : request.photoUrl,
          status: statusAfter(before.status, request.isActive),
        }
        const changes = changesOf(before, after)
        if (changes.length === 0) return
        if (before.status === 'Active' && after.status !== 'Active') {
          await requireAnotherAdministrator(trx, clock, principal.organizationKey, before.key)
          await endSessionsOf(trx, principal.organizationKey, before.key)
        }
        await updateUser(trx, principal.organizationKey, before, after, timestamp())
        for (const change of changes) await recordChange({ db: trx, clock }, principal, change)
      })
    },

    async delete(principal: Principal, key: string): Promise<void> {
      await transaction({ db: db }, async ({ db: trx }) => {
        const user = await lockUser({ db: trx }, principal.organizationKey, key)
        if (user.status === 'Active') {
          await requireAnotherAdministrator(trx, clock, principal.organizationKey, user.key)
        }
        const holdings = await holdingsOf(trx, clock, principal.organizationKey, user.key)
        await deleteUserRow(trx, principal.organizationKey, user)
        const { key: _, ...row } = user
        const before = { ...row, ...holdings }
        await recordChange({ db: trx, clock }, principal, { action: 'user.deleted', entity: entityOf(user), before })
      })
    },
  }
}

const entityOf = ({ key, name, email }: UserRow): AuditedChange['entity'] => ({
  type: 'user',
  key,
  name: name ?? email,
})

/** One entry for the profile, one for the status; none for what stays as it is. */
function changesOf(before: UserRow, after: UserRow): AuditedChange[] {
  const entity = entityOf(after)
  const changes: AuditedChange[] = []
  const fields = (['name', 'photoUrl'] as const).filter((field) => before[field] !== after[field])
  if (fields.length > 0) {
    const only = (user: UserRow) => Object.fromEntries(fields.map((field) => [field, user[field]]))
    changes.push({ action: 'user.updated', entity, before: only(before), after: only(after) })
  }
  if (before.status !== after.status) {
    const action = after.status === 'Active' ? 'user.activated' : 'user.deactivated'
    changes.push({ action, entity, before: { status: before.status }, after: { status: after.status } })
  }
  return changes
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
