import type { Static } from 'typebox'
import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { previewUsers } from '../users/preview-users.ts'
import type { UserPreview, UserPreviewRequest } from './user-previews-schemas.ts'

/** What POST /users/bulk would do with the records, without doing it. */
export async function previewBulkUsers(
  parts: Parts<'clock'>,
  principal: Principal,
  { records }: Static<typeof UserPreviewRequest>,
): Promise<Static<typeof UserPreview>> {
  const creations = await previewUsers(parts, principal, records)
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
}
