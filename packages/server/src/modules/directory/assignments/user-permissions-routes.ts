import type { Parts } from '../../../db/parts.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { KeyParameter, problems } from '../../../http/api/schemas.ts'
import { listUserPermissions } from './list-user-permissions.ts'
import { UserPermissionList } from './user-permissions-schemas.ts'

/** `/api/management/v1/users/{key}/permissions` */
export const userPermissionRoutes =
  (parts: Parts<'clock'> & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/users/:key/permissions',
      {
        config: {
          permission: ['User and access management > Manage users', 'User and access management > View members'],
          allowsSelf: true,
        },
        schema: {
          operationId: 'UserPermissions_List',
          summary: 'List the permissions that a user has at this moment, and which organization role gives each where',
          tags: ['users'],
          params: KeyParameter,
          response: { 200: UserPermissionList, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ params }, reply) => parts.reads.sendRead(reply, listUserPermissions, params.key),
    )
  }
