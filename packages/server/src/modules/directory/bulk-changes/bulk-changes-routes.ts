import type { Parts } from '../../../db/parts.ts'
import { csvAnswer, csvHeaders } from '../../../http/api/csv-answer.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import type { OrganizationDirectory } from '../../foundation/organizations/organization-directory.ts'
import type { SenderParts } from '../bulk-users/carry-out-bulk-operations.ts'
import {
  BulkChange,
  BulkChangeReportQuery,
  BulkChangeRequest,
  BulkChangeResultPage,
  BulkChangeResultsQuery,
} from './bulk-changes-schemas.ts'
import { cancelBulkChange } from './cancel-bulk-change.ts'
import { permissionOf } from './change-of-user.ts'
import { createBulkChange, requireOneSelection } from './create-bulk-change.ts'
import { getBulkChange } from './get-bulk-change.ts'
import { getUsersToChange } from './get-users-to-change.ts'
import { exportBulkChangeResults, listBulkChangeResults } from './list-bulk-change-results.ts'

const tags = ['users']
const changesUsers = { permission: [...new Set(Object.values(permissionOf))] }
/** `/api/management/v1/bulk-changes` */
export const bulkChangeRoutes =
  (parts: Parts<'clock'> & ReadsPart & SenderParts & { organizations: OrganizationDirectory }): Routes =>
  async (app) => {
    app.post(
      '/bulk-changes',
      {
        config: changesUsers,
        schema: {
          operationId: 'BulkChange_Create',
          summary: 'Change many users: those with these keys, or all that match',
          description:
            'The answer comes before the work is done. The users are those of this moment. Each is changed as by the operation for one user, with its rules and what the caller may do by then; who is refused does not keep others from being changed.',
          tags,
          body: BulkChangeRequest,
          response: { 202: BulkChange, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async (request, reply) => {
        const { body } = request
        requireOneSelection(body)
        // Undefined as well for whoever has hung up meanwhile: nobody is changed then.
        const selected = body.userKeys ? undefined : await parts.reads.read(reply, getUsersToChange, body)
        const { baseUrl } = await parts.organizations.find(request.hostname)
        const change = { request: body, baseUrl, selected }
        return reply.code(202).send(await createBulkChange(parts, request.principal, change))
      },
    )

    app.get(
      '/bulk-changes/:key',
      {
        config: changesUsers,
        schema: {
          operationId: 'BulkChange_Read',
          summary: 'Read how far a change of many users is, for whoever asked for it',
          tags,
          params: KeyParameter,
          response: { 200: BulkChange, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ principal, params }) => getBulkChange(parts, principal, params.key),
    )

    app.get(
      '/bulk-changes/:key/results',
      {
        config: changesUsers,
        schema: {
          operationId: 'BulkChange_ListResults',
          summary: 'List what became of each user so far',
          tags,
          params: KeyParameter,
          querystring: BulkChangeResultsQuery,
          response: { 200: BulkChangeResultPage, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ params, query }, reply) => parts.reads.sendRead(reply, listBulkChangeResults, params.key, query),
    )

    app.get(
      '/bulk-changes/:key/report',
      {
        config: changesUsers,
        schema: {
          operationId: 'BulkChange_ReadReport',
          summary: 'Read what became of each user so far, as CSV',
          tags,
          params: KeyParameter,
          querystring: BulkChangeReportQuery,
          response: { 200: csvAnswer(), ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ params, query }, reply) =>
        parts.reads.sendText(reply, csvHeaders('bulk-change'), exportBulkChangeResults, { ...params, ...query }),
    )

    app.post(
      '/bulk-changes/:key/cancel',
      {
        config: changesUsers,
        schema: {
          operationId: 'BulkChange_Cancel',
          summary: 'Leave the users as they are who were not changed yet',
          description:
            'For whoever asked for the change, and for those who hold every permission that controls access which that sender holds.',
          tags,
          params: KeyParameter,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 429) },
        },
      },
      async ({ principal, params }, reply) => {
        await cancelBulkChange(parts, principal, params.key)
        return reply.code(204).send()
      },
    )
  }
