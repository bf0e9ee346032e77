import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { InvalidRecords, problems } from '../../../http/api/schemas.ts'
import { previewBulkUsers } from './preview-bulk-users.ts'
import { UserPreview, UserPreviewRequest } from './user-previews-schemas.ts'

/** `/api/management/v1/user-previews`: what creating users would do */
export const userPreviewRoutes =
  (parts: ReadsPart): Routes =>
  async (app) => {
    app.post(
      '/user-previews',
      {
        config: { permission: 'User and access management > Manage users' },
        schema: {
          operationId: 'UserPreview_Read',
          summary: 'Say what POST /users/bulk would do with 1 to 100 records, without doing it',
          description:
            'Inserted: a new user. Updated: a user with this e-mail exists, and would get the profile. Error: it would be refused. Records of a wrong form make all of them be refused, as there: `errors` of the answer names each one.',
          tags: ['users'],
          body: UserPreviewRequest,
          response: { 200: UserPreview, 400: InvalidRecords, ...problems(401, 403, 429) },
        },
      },
      ({ body }, reply) => parts.reads.sendRead(reply, previewBulkUsers, body),
    )
  }
