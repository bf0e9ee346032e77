import { type Static, Type } from 'typebox'
import { component, Key, Nullable, named, OneOf } from '../../../http/api/schemas.ts'
import { UserCreateRequest } from '../users/users-schemas.ts'

/** 1 to 100 records; null is in ODC's contract and refused as none. A record of the wrong form refuses them all, and `errors` of the problem names each such record; one that breaks a rule gets an error of its own. */
export const BulkUsersRequest = Type.Object(
  { records: Nullable(Type.Array(UserCreateRequest, { minItems: 1, maxItems: 100 })) },
  component('UserProfileCreateApiRequestBulkApiRequest'),
)
export type BulkUsersRequest = Static<typeof BulkUsersRequest>

/** Portico's own. Idempotency-Key is as draft-ietf-httpapi-idempotency-key-header has it: without it, every request makes an operation. */
export const BulkUsersHeaders = Type.Object({
  'portico-import': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description:
        'A text that the requests of one import have in common: the audit trail then has one entry for all of them. Without it, each operation is an import of its own. It counts for a day.',
    }),
  ),
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description:
        'Makes it safe to send the request again where no answer came: the same caller, key and records find the operation that was stored before, for as long as it is kept',
    }),
  ),
})

/** What became of one record. `record.key` is the user's, null where there is none. */
const BulkUserRecord = Type.Object(
  {
    status: named('BulkApiOperationStatus', OneOf('Error', 'Inserted', 'Updated', 'Deleted')),
    errorCode: Nullable(Type.String()),
    errorMessage: Nullable(Type.String()),
    record: Type.Object(
      {
        key: Nullable(Key),
        email: Nullable(Type.String()),
        username: Nullable(Type.String()),
        subject: Nullable(Type.String()),
      },
      component('BulkUserProfileOperationApiRecord'),
    ),
  },
  component('BulkUserProfileOperationApiRecordBulkApiOperation'),
)

/** `operations` has one entry for each record, in the order of the request; it is empty until they are carried out. */
export const BulkUsersOperation = Type.Object(
  {
    key: Key,
    status: named('BulkApiStatus', OneOf('FinishedWithErrors', 'Finished', 'Processing', 'Pending')),
    errorCode: Nullable(Type.String()),
    errorMessage: Nullable(Type.String()),
    operations: Type.Array(BulkUserRecord),
  },
  component('BulkUserProfileOperationApiRecordBulkApiResponse'),
)
export type BulkUsersOperation = Static<typeof BulkUsersOperation>
