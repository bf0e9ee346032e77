import type { Routes } from '../../../http/api/routes.ts'
import { KeyParameter, problems } from '../../../http/api/schemas.ts'
import { managesGroups } from '../groups/group-access.ts'
import { UserGroupPage, UserGroupsQuery } from './user-groups-schemas.ts'
import type { UserGroupService } from './user-groups-service.ts'

/** `/api/identity/v1/users/{key}/groups` */
export const userGroupRoutes =
  (userGroups: UserGroupService): Routes =>
  async (app) => {
    app.get(
      '/users/:key/groups',
      {
        config: { permission: managesGroups },
        schema: {
          operationId: 'UserProfile_QueryGroupsByUser',
          summary: 'List the groups of a user in the environments in which the caller may manage groups',
          tags: ['users'],
          params: KeyParameter,
          querystring: UserGroupsQuery,
          response: { 200: UserGroupPage, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ principal, params, query }) => userGroups.list(principal, params.key, query),
    )
  }
