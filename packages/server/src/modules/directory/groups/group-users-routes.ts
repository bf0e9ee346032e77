import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import { managesGroups } from './group-access.ts'
import { GroupUserPage, GroupUsersPatchRequest, GroupUsersQuery } from './group-users-schemas.ts'
import type { GroupUserService } from './group-users-service.ts'

const config = { permission: managesGroups } as const
const tags = ['groups']

/** `/api/identity/v1/groups/{key}/users` */
export const groupUserRoutes =
  (groupUsers: GroupUserService): Routes =>
  async (app) => {
    app.get(
      '/groups/:key/users',
      {
        config,
        schema: {
          operationId: 'Group_QueryUsersFromGroup',
          summary: 'List the members of a group, with how they belong to it',
          tags,
          params: KeyParameter,
          querystring: GroupUsersQuery,
          response: { 200: GroupUserPage, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ principal, params, query }) => groupUsers.list(principal, params.key, query),
    )

    app.patch(
      '/groups/:key/users',
      {
        config,
        schema: {
          operationId: 'Group_AddOrRemoveUsersFromGroup',
          summary: 'Assign users to a group and take assignments away, all of them or none',
          tags,
          params: KeyParameter,
          body: GroupUsersPatchRequest,
          response: { 200: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params, body }, reply) => {
        await groupUsers.change(principal, params.key, body)
        return reply.code(200).send()
      },
    )
  }
