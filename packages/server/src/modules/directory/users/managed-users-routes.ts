import type { Parts } from '../../../db/parts.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { problems } from '../../../http/api/schemas.ts'
import { listUsers } from './list-users.ts'
import { seesUsers } from './sees-users.ts'
import { ManagedUsersQuery, UserPage } from './users-schemas.ts'

/** `/api/management/v1/users`: what ODC's list has, and dormant accounts */
export const managedUserRoutes =
  (parts: Parts<'clock'> & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/users',
      {
        config: seesUsers,
        schema: {
          operationId: 'User_List',
          summary: 'List the users that the caller may see, also those who have not signed in for long',
          tags: ['users'],
          querystring: ManagedUsersQuery,
          response: { 200: UserPage, ...problems(400, 401, 403, 429) },
        },
      },
      ({ query }, reply) => parts.reads.sendRead(reply, listUsers, query),
    )
  }
