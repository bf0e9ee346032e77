import { type Static, Type } from 'typebox'
import { ColumnNames } from '../../../http/api/csv-answer.ts'
import {
  component,
  Key,
  Nullable,
  named,
  OneOf,
  Page,
  PageQuery,
  Query,
  SearchText,
  Sort,
  Timestamp,
} from '../../../http/api/schemas.ts'
import { UserStatus } from '../users/users-schemas.ts'

/** Why somebody has access: one grant, or one membership */
const AccessSource = Type.Object(
  {
    type: named('AccessSourceType', OneOf('Direct', 'GroupAssigned', 'GroupMapped')),
    /** Null in a list of a group: the membership itself is listed */
    roleKey: Nullable(Key),
    roleName: Nullable(Type.String()),
    /** Null for a direct grant */
    groupKey: Nullable(Key),
    groupName: Nullable(Type.String()),
    environmentKey: Nullable(Key),
    /** Null: an organization role for the whole organization or a portfolio, or a membership */
    assetKey: Nullable(Key),
    portfolioKey: Nullable(Key),
    startTime: Nullable(Timestamp),
    endTime: Nullable(Timestamp),
  },
  component('AccessSource'),
)
export type AccessSource = Static<typeof AccessSource>

const AccessHolder = Type.Object(
  {
    key: Key,
    name: Nullable(Type.String()),
    email: Nullable(Type.String()),
    status: UserStatus,
    lastLoginAt: Nullable(Timestamp),
    sources: Type.Array(AccessSource),
  },
  component('AccessHolder'),
)
export type AccessHolder = Static<typeof AccessHolder>

export const AccessHolderPage = Page(AccessHolder)

/**
 * To what: one of them, or any application role. With the asset or alone, `environmentKey` is for one environment instead of
 * all that the caller may see.
 */
const subject = {
  assetKey: Type.Optional(Key),
  environmentKey: Type.Optional(Key),
  applicationRoleKey: Type.Optional(Key),
  organizationRoleKey: Type.Optional(Key),
  groupKey: Type.Optional(Key),
}

const filters = {
  ...subject,
  nameOrEmailContains: Type.Optional(SearchText),
  status: Type.Optional(UserStatus),
  /** Active users whose last sign-in was before then, and those without one who were created before then */
  dormantSince: Type.Optional(Timestamp),
}

/** The columns of the export, in their order. Of an asset that the caller may not see, there is the key alone. */
export const accessExportFields = [
  'userKey',
  'name',
  'email',
  'status',
  'lastLoginAt',
  'source',
  'roleName',
  'groupName',
  'environmentName',
  'assetName',
  'startTime',
  'endTime',
  'roleKey',
  'groupKey',
  'environmentKey',
  'assetKey',
  'portfolioKey',
] as const

export const AccessExportQuery = Query({ ...filters, columnNames: ColumnNames(accessExportFields) })
export type AccessExportQuery = Static<typeof AccessExportQuery>

export const AccessQuery = Query({
  ...filters,
  sort: Sort('key', 'name', 'email', 'status', 'lastLoginAt'),
  ...PageQuery,
})
export type AccessQuery = Static<typeof AccessQuery>
