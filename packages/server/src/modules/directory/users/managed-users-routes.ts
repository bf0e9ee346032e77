import type { Parts } from '../../../db/parts.ts'
import { csvAnswer, csvHeaders } from '../../../http/api/csv-answer.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { problems } from '../../../http/api/schemas.ts'
import { exportUsers } from './export-users.ts'
import { listUsers } from './list-users.ts'
import { lookUpUsers } from './look-up-users.ts'
import { UserLookup, UserLookupRequest, UsersExportQuery } from './managed-users-schemas.ts'
import { seesUsers } from './sees-users.ts'
import { ManagedUsersQuery, UserPage } from './users-schemas.ts'

/** `/api/management/v1/users`, which has what ODC's list has, and dormant accounts; `/user-lookups` and `/user-export` */
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

    app.post(
      '/user-lookups',
      {
        config: seesUsers,
        schema: {
          operationId: 'UserLookup_Read',
          summary: 'Find the users with 1 to 1,000 e-mails, among those that the caller may see',
          description: 'E-mails are compared without regard to case. `user` is null where nobody has the e-mail.',
          tags: ['users'],
          body: UserLookupRequest,
          response: { 200: UserLookup, ...problems(400, 401, 403, 429) },
        },
      },
      ({ body }, reply) => parts.reads.sendRead(reply, lookUpUsers, body),
    )

    app.get(
      '/user-export',
      {
        config: seesUsers,
        schema: {
          operationId: 'UserExport_Read',
          summary: 'Export the users that the caller may see and the query selects, as CSV',
          description: 'In the order of their keys. A cell that begins like a formula gets an apostrophe in front.',
          tags: ['users'],
          querystring: UsersExportQuery,
          response: { 200: csvAnswer(), ...problems(400, 401, 403, 429) },
        },
      },
      ({ query }, reply) => parts.reads.sendText(reply, csvHeaders('users'), exportUsers, query),
    )
  }
