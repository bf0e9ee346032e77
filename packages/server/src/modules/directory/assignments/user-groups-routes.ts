import type { Parts } from '../../../db/parts.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { KeyParameter, problems } from '../../../http/api/schemas.ts'
import { groupPermission } from '../groups/group-permission.ts'
import { listUserGroups } from './list-user-groups.ts'
import { UserGroupPage, UserGroupsQuery } from './user-groups-schemas.ts'

/** `/api/identity/v1/users/{key}/groups` */
export const userGroupRoutes =
  (parts: Parts<'clock'> & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/users/:key/groups',
      {
        config: { permission: groupPermission },
        schema: {
          operationId: 'UserProfile_QueryGroupsByUser',
          summary: 'List the groups of a user in the stages in which the caller may manage groups',
          tags: ['users'],
          params: KeyParameter,
          querystring: UserGroupsQuery,
          response: { 200: UserGroupPage, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ params, query }, reply) => parts.reads.sendRead(reply, listUserGroups, params.key, query),
    )
  }
