import type { Clock } from '../../../config/clock.ts'
import { containsPattern, toTimestamp } from '../../../db/codecs.ts'
import { isUniqueViolation } from '../../../db/failures.ts'
import { newKey, normalKey } from '../../../db/keys.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { pageOf, parseSort } from '../../../http/api/paging.ts'
import { Problem } from '../../../problems/problem.ts'
import { listEnvironments } from '../../applications/portfolios/list-environments.ts'
import { type AuditedChange, recordChange } from '../../foundation/audit/audit-service.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import {
  claimOrganizationRole,
  countHolders,
  deleteOrganizationRole,
  deleteOrganizationRolePermissions,
  selectOrganizationRole,
  selectOrganizationRolePermissions,
  selectOrganizationRoles,
  updateOrganizationRole,
} from './organization-role-definitions-repository.ts'
import {
  insertOrganizationRolePermissions,
  insertOrganizationRoles,
  type OrganizationRole as OrganizationRoleRow,
} from './organization-roles-repository.ts'
import type {
  OrganizationRole,
  OrganizationRoleCreateRequest,
  OrganizationRolesQuery,
  OrganizationRoleUpdateRequest,
} from './organization-roles-schemas.ts'
import {
  parseRolePermissions,
  rolePermissionsOf,
  rowsOf,
  type SelectedPermission,
  showPermissions,
} from './role-permissions.ts'

export type OrganizationRoleService = ReturnType<typeof createOrganizationRoleService>

const roleNotFound = (key: string): Problem =>
  new Problem('organization_role_not_found', `There is no organization role ${key}.`)

/** @throws Problem organization_role_not_found */
export async function requireOrganizationRole(
  db: Db,
  organizationKey: string,
  key: string,
): Promise<OrganizationRoleRow> {
  const role = await selectOrganizationRole(db, organizationKey, key)
  if (!role) throw roleNotFound(key)
  return role
}

export function createOrganizationRoleService({ db, clock }: { db: Db; clock: Clock }) {
  const timestamp = (): string => toTimestamp(clock.now())

  const permissionsOf = async (db: Db, organizationKey: string, key: string): Promise<SelectedPermission[]> =>
    rolePermissionsOf(await selectOrganizationRolePermissions(db, organizationKey, [key]))

  async function add(
    trx: Db,
    principal: Principal,
    name: string,
    permissions: SelectedPermission[],
  ): Promise<{ orgRoleKey: string }> {
    const { organizationKey } = principal
    const key = newKey(clock.now())
    await insertOrganizationRoles(trx, organizationKey, [{ key, name, builtIn: null }], timestamp())
    await insertOrganizationRolePermissions(trx, organizationKey, rowsOf(key, permissions, clock.now()))
    const after = { name, permissions: recorded(permissions) }
    await recordChange({ db: trx, clock }, principal, {
      action: 'organization-role.created',
      entity: entityOf(key, name),
      after,
    })
    return { orgRoleKey: key }
  }

  /** Reads a custom role for a change. */
  async function custom(trx: Db, organizationKey: string, key: string): Promise<OrganizationRoleRow> {
    const role = await claimOrganizationRole(trx, organizationKey, normalKey(key))
    if (!role) throw roleNotFound(key)
    if (role.builtIn === null) return role
    throw new Problem('organization_role_read_only', `${role.name} is built in and stays as it is.`)
  }

  return {
    /** A roleKey that no role has answers 404: the contract declares that for this list. */
    async list({ organizationKey }: Principal, query: OrganizationRolesQuery) {
      const { roleKey, nameContains, sort = 'name', limit = 100, offset = 0 } = query
      const key = roleKey && normalKey(roleKey)
      if (key) await requireOrganizationRole(db, organizationKey, key)
      const filter = { key, namePattern: nameContains === undefined ? undefined : containsPattern(nameContains) }
      const page = { descending: parseSort(sort).descending, limit, offset }
      const { rows, total } = await selectOrganizationRoles(db, organizationKey, filter, page)
      const keys = rows.map(({ key }) => key)
      const permissions = await selectOrganizationRolePermissions(db, organizationKey, keys)
      const byRole = Map.groupBy(permissions, (row) => row.roleKey)
      const roles = rows.map((row) => show(row, rolePermissionsOf(byRole.get(row.key) ?? [])))
      return pageOf(roles, total, { limit, offset })
    },

    async read({ organizationKey }: Principal, key: string): Promise<OrganizationRole> {
      const role = await requireOrganizationRole(db, organizationKey, normalKey(key))
      return show(role, await permissionsOf(db, organizationKey, role.key))
    },

    async create(principal: Principal, request: OrganizationRoleCreateRequest): Promise<{ orgRoleKey: string }> {
      const { name, permissions } = request
      if (name === undefined || name === null) throw new Problem('invalid_body', 'The field name is missing.')
      return namedOnce(name, () =>
        transaction({ db: db }, async ({ db: trx }) => {
          const environments = await listEnvironments({ db: trx }, principal.organizationKey)
          return add(trx, principal, name, parseRolePermissions(permissions, environments))
        }),
      )
    },

    /** A custom role with the permissions that another one, also a built-in one, has now. */
    duplicate: (principal: Principal, key: string, name: string): Promise<{ orgRoleKey: string }> =>
      namedOnce(name, () =>
        transaction({ db: db }, async ({ db: trx }) => {
          const role = await requireOrganizationRole(trx, principal.organizationKey, normalKey(key))
          return add(trx, principal, name, await permissionsOf(trx, principal.organizationKey, role.key))
        }),
      ),

    update: (principal: Principal, key: string, request: OrganizationRoleUpdateRequest): Promise<void> =>
      namedOnce(request.name ?? '', () =>
        transaction({ db: db }, async ({ db: trx }) => {
          const { organizationKey } = principal
          const role = await custom(trx, organizationKey, key)
          const held = await permissionsOf(trx, organizationKey, role.key)
          const environments = await listEnvironments({ db: trx }, organizationKey)
          const asked = request.permissions ? parseRolePermissions(request.permissions, environments) : held
          const before = { name: role.name, permissions: recorded(held) }
          const after = { name: request.name ?? role.name, permissions: recorded(asked) }
          const isSame = (field: 'name' | 'permissions') =>
            JSON.stringify(before[field]) === JSON.stringify(after[field])
          if (isSame('name') && isSame('permissions')) return
          await updateOrganizationRole(trx, organizationKey, role.key, { name: after.name, updatedAt: timestamp() })
          if (!isSame('permissions')) {
            await deleteOrganizationRolePermissions(trx, organizationKey, role.key)
            await insertOrganizationRolePermissions(trx, organizationKey, rowsOf(role.key, asked, clock.now()))
          }
          const entity = entityOf(role.key, after.name)
          await recordChange({ db: trx, clock }, principal, {
            action: 'organization-role.updated',
            entity,
            before,
            after,
          })
        }),
      ),

    /** Only a role that nobody holds, now or in a period to come. */
    delete: (principal: Principal, key: string): Promise<void> =>
      transaction({ db: db }, async ({ db: trx }) => {
        const { organizationKey } = principal
        const role = await custom(trx, organizationKey, key)
        const holders = await countHolders(trx, organizationKey, role.key, timestamp())
        if (holders > 0) {
          const users = holders === 1 ? '1 user holds' : `${holders} users hold`
          throw new Problem('organization_role_held', `${users} ${role.name}. Take the role from them first.`)
        }
        const before = { name: role.name, permissions: recorded(await permissionsOf(trx, organizationKey, role.key)) }
        await deleteOrganizationRole(trx, organizationKey, role.key)
        const entity = entityOf(role.key, role.name)
        await recordChange({ db: trx, clock }, principal, { action: 'organization-role.deleted', entity, before })
      }),
  }
}

/** The index decides who was first, so that two at the same time cannot both pass. */
async function namedOnce<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Problem('organization_role_name_taken', `There is an organization role called '${name}' already.`)
  }
}

const entityOf = (key: string, name: string): AuditedChange['entity'] => ({ type: 'organization-role', key, name })

const show = ({ key, name, builtIn }: OrganizationRoleRow, selected: SelectedPermission[]): OrganizationRole => ({
  key,
  name,
  permissions: showPermissions(selected),
  isReadOnly: builtIn !== null,
})

/** As the audit trail keeps them. */
const recorded = (selected: SelectedPermission[]) =>
  selected.map(({ permission, environmentKeys }) => ({ name: permission.fullName, environmentKeys }))
