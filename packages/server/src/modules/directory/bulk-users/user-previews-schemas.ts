import { Type } from 'typebox'
import { component, Key, Nullable, named, OneOf } from '../../../http/api/schemas.ts'
import { UserCreateRequest } from '../users/users-schemas.ts'

/** The records of a request to create users in bulk. One of the wrong form refuses them all. */
export const UserPreviewRequest = Type.Object(
  { records: Type.Array(UserCreateRequest, { minItems: 1, maxItems: 100 }) },
  component('UserPreviewRequest'),
)

/** `results` has one entry for each record, in the order of the request. */
export const UserPreview = Type.Object(
  {
    results: Type.Array(
      Type.Object(
        {
          status: named('UserPreviewStatus', OneOf('Inserted', 'Updated', 'Error')),
          /** The user who exists already, where the record would give them a profile */
          userKey: Nullable(Key),
          errorCode: Nullable(Type.String()),
          errorMessage: Nullable(Type.String()),
        },
        component('UserPreviewResult'),
      ),
    ),
  },
  component('UserPreview'),
)
