import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { problems } from '../../../http/api/schemas.ts'
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
            'Inserted: a new user. Updated: a user with this e-mail exists, and would get the profile. Error: it would be refused.',
          tags: ['users'],
          body: UserPreviewRequest,
          response: { 200: UserPreview, ...problems(400, 401, 403, 429) },
        },
      },
      ({ body }, reply) => parts.reads.sendRead(reply, previewBulkUsers, body),
    )
  }
