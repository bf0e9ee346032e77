import type { Parts } from '../../../db/parts.ts'
import { csvAnswer, csvHeaders } from '../../../http/api/csv-answer.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { problems } from '../../../http/api/schemas.ts'
import { AccessExportQuery, AccessHolderPage, AccessQuery } from './access-schemas.ts'
import { exportAccess } from './export-access.ts'
import { listAccess } from './list-access.ts'

const tags = ['access']
/** Which of them is needed depends on what is asked for. */
const config = {
  permission: [
    'End-user management > View end users',
    'User and access management > View members',
    'End-user management > Manage end-user groups',
  ],
} as const
const which =
  'At most one of `assetKey`, `applicationRoleKey`, `organizationRoleKey` and `groupKey` says to what; without any, every end-user role that the caller sees counts. `environmentKey`, with `assetKey` or alone, leaves the end-user roles of one stage.'

const exported = csvAnswer(
  'A line for each grant and each membership. A cell that begins like a formula gets an apostrophe in front.',
)

/** `/api/management/v1/access` */
export const accessRoutes =
  (parts: Parts<'clock'> & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/access',
      {
        config,
        schema: {
          operationId: 'Access_List',
          summary: 'List who has access to an asset, holds a role or belongs to a group, and through what',
          description: which,
          tags,
          querystring: AccessQuery,
          response: { 200: AccessHolderPage, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ query }, reply) => parts.reads.sendRead(reply, listAccess, query),
    )

    app.get(
      '/access/export',
      {
        config,
        schema: {
          operationId: 'Access_Export',
          summary: 'Export who has access as CSV',
          description: which,
          tags,
          querystring: AccessExportQuery,
          response: { 200: exported, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ query }, reply) => parts.reads.sendText(reply, csvHeaders('access'), exportAccess, query),
    )
  }
