import { type Static, Type } from 'typebox'
import { ColumnNames } from '../../../http/api/csv-answer.ts'
import {
  AnyOf,
  component,
  Key,
  Nullable,
  named,
  OneOf,
  Page,
  PageQuery,
  Query,
  Timestamp,
} from '../../../http/api/schemas.ts'
import { MembershipType } from '../groups/groups-schemas.ts'
import { managedUsersConditions } from '../users/managed-users-schemas.ts'

export const BulkChangeAction = named(
  'BulkChangeAction',
  OneOf(
    'Activate',
    'Deactivate',
    'Delete',
    'Invite',
    'AddToGroup',
    'RemoveFromGroup',
    'GrantOrganizationRole',
    'RevokeOrganizationRole',
    'GrantApplicationRole',
    'RevokeApplicationRole',
  ),
)
export type BulkChangeAction = Static<typeof BulkChangeAction>

/** The conditions of the list of users, and three more. Without any, all users that the caller sees. */
export const MatchingUsers = Type.Object(
  {
    ...managedUsersConditions,
    /** Members of this group, where `membershipType` is given, in this way */
    groupKey: Type.Optional(Key),
    membershipType: Type.Optional(MembershipType),
    /** Holders of this organization role */
    organizationRoleKey: Type.Optional(Key),
    /** Holders of this application role, directly or through a group */
    applicationRoleKey: Type.Optional(Key),
  },
  component('MatchingUsers'),
)
export type MatchingUsers = Static<typeof MatchingUsers>

/** The most users that one bulk change has, and that one request names by their keys */
export const mostUsers = 100_000
export const mostNamedUsers = 10_000

/** What is done, and to whom: exactly one of `userKeys`, `matching` and `changedBy`. */
export const BulkChangeRequest = Type.Object(
  {
    action: BulkChangeAction,
    /** For AddToGroup and RemoveFromGroup */
    groupKey: Type.Optional(Key),
    /** For the actions that grant and revoke: the organization role, for the whole organization, or the application role */
    roleKey: Type.Optional(Key),
    userKeys: Type.Optional(AnyOf(Key, mostNamedUsers)),
    matching: Type.Optional(MatchingUsers),
    /**
     * Those whom this bulk change has changed, where that can be undone. Who was deactivated gets the status back that they
     * had. Who was offboarded since stays Inactive, and is among those who failed. Who was decided about once more since, such
     * as added to the group again, is among those who are unchanged.
     */
    changedBy: Type.Optional(Key),
  },
  component('BulkChangeRequest'),
)
export type BulkChangeRequest = Static<typeof BulkChangeRequest>

const BulkChangeStatus = named('BulkChangeStatus', OneOf('Processing', 'Finished', 'Cancelled'))
const BulkChangeActorType = named('BulkChangeActorType', OneOf('api-client', 'user', 'system'))

const UndoneBulkChange = Type.Object(
  {
    key: Key,
    /** How many users it had */
    total: Type.Integer(),
    /** Users who were Invited before it. Their links ended with the deactivation: they need another invitation. */
    invited: Type.Integer(),
  },
  component('UndoneBulkChange'),
)

const BulkChangeActor = Type.Object({ type: BulkChangeActorType, name: Type.String() }, component('BulkChangeActor'))

/** The newest change that undoes another one */
const UndoingBulkChange = Type.Object(
  {
    key: Key,
    actor: BulkChangeActor,
    createdAt: Timestamp,
    status: BulkChangeStatus,
    /** Users whom it has not put back so far: those who were refused, or are not reached */
    left: Type.Integer(),
  },
  component('UndoingBulkChange'),
)

export const BulkChange = Type.Object(
  {
    key: Key,
    action: BulkChangeAction,
    groupKey: Nullable(Key),
    roleKey: Nullable(Key),
    status: BulkChangeStatus,
    total: Type.Integer(),
    changed: Type.Integer(),
    unchanged: Type.Integer({ description: 'Users who were already as they should be' }),
    failed: Type.Integer(),
    cancelled: Type.Integer({ description: 'Users who were not reached before the change was cancelled' }),
    undoAction: Nullable(BulkChangeAction),
    /** The change that this one undoes */
    undoes: Nullable(UndoneBulkChange),
    /** The newest change that undoes this one */
    undoneBy: Nullable(UndoingBulkChange),
    createdAt: Timestamp,
    finishedAt: Nullable(Timestamp),
  },
  component('BulkChange'),
)
export type BulkChange = Static<typeof BulkChange>

export const BulkChangeOutcome = named('BulkChangeOutcome', OneOf('Changed', 'Unchanged', 'Failed', 'Cancelled'))

/** `key` is the user's. */
const BulkChangeResult = Type.Object(
  {
    key: Key,
    name: Nullable(Type.String()),
    email: Nullable(Type.String()),
    outcome: BulkChangeOutcome,
    errorCode: Nullable(Type.String()),
    errorMessage: Nullable(Type.String()),
  },
  component('BulkChangeResult'),
)
export const BulkChangeResultPage = Page(BulkChangeResult, 'BulkChangeResultPage')

export const BulkChangeResultsQuery = Query({ outcome: Type.Optional(BulkChangeOutcome), ...PageQuery })
export type BulkChangeResultsQuery = Static<typeof BulkChangeResultsQuery>

/** The columns of the report, in their order */
export const bulkChangeReportFields = ['key', 'name', 'email', 'outcome', 'errorCode', 'errorMessage'] as const

export const BulkChangeReportQuery = Query({ columnNames: ColumnNames(bulkChangeReportFields) })
