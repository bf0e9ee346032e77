import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { InvalidRecords, KeyParameter, problems } from '../../../http/api/schemas.ts'
import { BulkUsersHeaders, BulkUsersOperation, BulkUsersRequest } from './bulk-users-schemas.ts'
import { createBulkOperation } from './create-bulk-operation.ts'
import { getBulkOperation } from './get-bulk-operation.ts'

const tags = ['users']
const permission = 'User and access management > Manage users'

/** `/api/identity/v1/users/bulk` */
export const bulkUserRoutes =
  (parts: Parts<'clock'>): Routes =>
  async (app) => {
    app.post(
      '/users/bulk',
      {
        // As for one user: nothing is granted by it, and ODC's clients send fields such as givenName.
        config: { permission, rateLimit: 'bulk', unknownNames: 'ignored' },
        schema: {
          operationId: 'BulkUserProfile_CreateBulkUserProfilesOperation',
          summary: 'Create 1 to 100 users, or give existing ones a profile. The answer comes before the work is done.',
          description:
            'Records of a wrong form make all of them be refused: `errors` of the answer names each one. A record that breaks a rule gets an error of its own, and the others are carried out.',
          tags,
          headers: BulkUsersHeaders,
          body: BulkUsersRequest,
          response: { 202: BulkUsersOperation, 400: InvalidRecords, ...problems(401, 403, 429) },
        },
      },
      async ({ principal, body, headers }, reply) =>
        reply.code(202).send(
          await createBulkOperation(parts, principal, body.records, {
            idempotencyKey: headers['idempotency-key'],
            importKey: headers['portico-import'],
          }),
        ),
    )

    app.get(
      '/users/bulk/:key',
      {
        config: { permission },
        schema: {
          operationId: 'BulkUserProfile_GetBulkUserProfileOperationStatus',
          summary: 'Read the progress of a bulk operation, and the result of each of its records',
          tags,
          params: KeyParameter,
          response: { 200: BulkUsersOperation, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ principal, params }) => getBulkOperation(parts, principal, params.key),
    )
  }
