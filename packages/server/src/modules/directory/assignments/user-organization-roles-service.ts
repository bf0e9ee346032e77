import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { normalKey } from '../../../db/keys.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { pageOf } from '../../../http/api/paging.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireOrganizationRole } from '../../members/organization-roles/get-organization-role.ts'
import { grantOrganizationRole } from '../../members/organization-roles/grant-organization-role.ts'
import { listOrganizationRoleGrants } from '../../members/organization-roles/list-organization-role-grants.ts'
import type { GrantDetails } from '../../members/organization-roles/organization-role-grant.ts'
import { revokeOrganizationRole } from '../../members/organization-roles/revoke-organization-role.ts'
import { findLinkedUsers } from '../users/find-linked-users.ts'
import { lockUser, requireVisibleUser } from '../users/require-user.ts'
import type { RoleHoldersQuery, UserOrganizationRolesQuery } from './user-organization-roles-schemas.ts'

export type UserOrganizationRoleService = ReturnType<typeof createUserOrganizationRoleService>

export function createUserOrganizationRoleService({ db, clock }: { db: Db; clock: Clock }) {
  const timestamp = (): string => toTimestamp(clock.now())

  /** Reads the user for a change of what they hold: two changes of the same user follow one another. */
  const withUser = (
    { organizationKey }: Principal,
    key: string,
    work: (trx: Db, user: { key: string; name: string | null }) => Promise<void>,
  ): Promise<void> =>
    transaction({ db: db }, async ({ db: trx }) => {
      const user = await lockUser({ db: trx }, organizationKey, key)
      await work(trx, { key: user.key, name: user.name ?? user.email })
    })

  return {
    /** The organization roles of a user that the caller sees: those that hold, and those that will. */
    async list(principal: Principal, key: string, query: UserOrganizationRolesQuery) {
      const { organizationKey } = principal
      const userKey = normalKey(key)
      const isSelf = principal.actor.type === 'user' && principal.actor.key === userKey
      if (!isSelf) await requireVisibleUser({ db, clock }, principal, key)
      const filter = { scopes: query.scopes, assetKeys: query.assetKeys?.map(normalKey) }
      return listOrganizationRoleGrants({ db, clock }, organizationKey, userKey, filter, query)
    },

    grant: (principal: Principal, { key, roleKey }: { key: string; roleKey: string }, details: GrantDetails | null) =>
      withUser(principal, key, (trx, user) =>
        grantOrganizationRole({ db: trx, clock }, principal, user, roleKey, details ?? {}),
      ),

    revoke: (
      principal: Principal,
      { key, roleKey }: { key: string; roleKey: string },
      details: Pick<GrantDetails, 'assetKeys'> | null,
    ) =>
      withUser(principal, key, (trx, user) =>
        revokeOrganizationRole({ db: trx, clock }, principal, user, roleKey, details ?? {}),
      ),

    /** The users who hold the role at this moment, for the organization or for an asset. */
    async listHolders(principal: Principal, key: string, query: RoleHoldersQuery) {
      const { organizationKey } = principal
      const { key: organizationRoleKey } = await requireOrganizationRole({ db }, organizationKey, normalKey(key))
      const link = { now: timestamp(), organizationRoleKey }
      const { rows, total } = await findLinkedUsers({ db }, principal, link, query)
      return pageOf(rows, total, query)
    },
  }
}
