import { type Static, Type } from 'typebox'
import { ColumnNames } from '../../../http/api/csv-answer.ts'
import { component, Key, Nullable, strict } from '../../../http/api/schemas.ts'
import { ManagedUsersQuery, UserStatus } from './users-schemas.ts'

const {
  sort: _sort,
  embed: _embed,
  limit: _limit,
  offset: _offset,
  userKeys: _keys,
  ...conditions
} = ManagedUsersQuery.properties

/** What selects users in the list, without how they are sorted, paged and shown */
export const managedUsersConditions = conditions

/** The columns of the export, in their order */
export const usersExportFields = ['key', 'name', 'email', 'status', 'isMember', 'isEndUser', 'lastLoginAt'] as const

export const UsersExportQuery = Type.Object(
  { ...managedUsersConditions, columnNames: ColumnNames(usersExportFields) },
  strict,
)
export type UsersExportQuery = Static<typeof UsersExportQuery>

export const UserLookupRequest = Type.Object(
  { emails: Type.Array(Type.String({ maxLength: 256 }), { minItems: 1, maxItems: 1_000 }) },
  component('UserLookupRequest'),
)

/** `results` has one entry for each e-mail, in the order of the request. */
export const UserLookup = Type.Object(
  {
    results: Type.Array(
      Type.Object(
        {
          email: Type.String(),
          user: Nullable(
            Type.Object(
              { key: Key, name: Nullable(Type.String()), email: Nullable(Type.String()), status: UserStatus },
              component('UserLookupUser'),
            ),
          ),
        },
        component('UserLookupResult'),
      ),
    ),
  },
  component('UserLookup'),
)
