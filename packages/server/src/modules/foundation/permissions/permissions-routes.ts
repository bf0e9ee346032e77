import type { Routes } from '../../../http/api/routes.ts'
import { KeyParameter, problems } from '../../../http/api/schemas.ts'
import { getPermission } from './get-permission.ts'
import { listPermissions } from './list-permissions.ts'
import { Permission, PermissionPage, PermissionsQuery } from './permissions-schemas.ts'

const tags = ['permissions']

/** `/api/identity/v1/permissions`: the fixed catalogue, which says nothing about who holds what. */
export const permissionRoutes: Routes = async (app) => {
  app.get(
    '/permissions',
    {
      config: { permission: 'any' },
      schema: {
        operationId: 'Permission_QueryPermissions',
        summary: 'List the permissions that organization roles are made of, by name',
        tags,
        querystring: PermissionsQuery,
        response: { 200: PermissionPage, ...problems(400, 401, 403, 429) },
      },
    },
    async ({ query }) => listPermissions(query),
  )

  app.get(
    '/permissions/:key',
    {
      config: { permission: 'any' },
      schema: {
        operationId: 'Permission_ReadPermission',
        summary: 'Read a permission',
        tags,
        params: KeyParameter,
        response: { 200: Permission, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async ({ params }) => getPermission(params.key),
  )
}
