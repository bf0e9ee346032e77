import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { problems } from '../../../http/api/schemas.ts'
import { previewUsers } from '../users/preview-users.ts'
import { UserPreview, UserPreviewRequest } from './user-previews-schemas.ts'

/** `/api/management/v1/user-previews`: what creating users would do */
export const userPreviewRoutes =
  (parts: Parts<'clock'>): Routes =>
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
      async ({ principal, body }) => {
        const creations = await previewUsers(parts, principal, body.records)
        return {
          results: creations.map((creation) =>
            creation.status === 'Error'
              ? {
                  status: creation.status,
                  userKey: null,
                  errorCode: creation.problem.errorCode,
                  errorMessage: creation.problem.message,
                }
              : {
                  status: creation.status,
                  userKey: creation.status === 'Updated' ? creation.key : null,
                  errorCode: null,
                  errorMessage: null,
                },
          ),
        }
      },
    )
  }
