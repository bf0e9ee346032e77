import { type Static, Type } from 'typebox'
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
  SearchText,
  Sort,
  Timestamp,
} from '../../../http/api/schemas.ts'
import { auditActionNames, auditEntityTypes } from './audit-actions.ts'

const ActorType = named('AuditActorType', OneOf('api-client', 'user', 'system', 'anonymous'))
const AuditAction = named('AuditAction', OneOf(...auditActionNames))
const AuditResult = named('AuditResult', OneOf('Success', 'Failure'))
const Values = Type.Unsafe<Record<string, unknown> | null>({ type: ['object', 'null'], additionalProperties: true })

const AuditedEntity = Type.Object(
  { type: Type.String(), key: Type.String(), name: Nullable(Type.String()) },
  component('AuditedEntity'),
)

/**
 * One change, or failures of one kind from one source within a minute. A change is stored together with its entry.
 * Failures are counted, so that they cannot flood the trail: what was wrong, and for whom, is in `newValues`.
 */
export const AuditEntry = Type.Object(
  {
    key: Key,
    occurredAt: Timestamp,
    actor: Type.Object(
      {
        type: ActorType,
        /** Null for the system itself, and for somebody who has not proven who they are */
        key: Nullable(Key),
        name: Type.String(),
        /** The IP address that the request came from */
        address: Nullable(Type.String()),
      },
      component('AuditActor'),
    ),
    traceId: Nullable(Type.String()),
    action: Type.String(),
    entity: AuditedEntity,
    environmentKey: Nullable(Key),
    /** What else the change names, such as the role that was granted and the asset of the role */
    related: Type.Array(AuditedEntity),
    /** The import or bulk change that it is part of: the key of the entity of the entry that stands for that */
    partOf: Nullable(Key),
    /** What held before; secrets are masked */
    oldValues: Values,
    /** What holds now; secrets are masked */
    newValues: Values,
    result: AuditResult,
    /** How often it happened, within a minute from `occurredAt`; 1 for a change */
    occurrences: Type.Integer({ format: 'int32', minimum: 1 }),
  },
  component('AuditEntry'),
)
export type AuditEntry = Static<typeof AuditEntry>

export const AuditEntryPage = Page(AuditEntry, 'AuditEntryPage')

const filters = {
  /** For instance user.created */
  action: Type.Optional(AnyOf(AuditAction)),
  entityType: Type.Optional(AnyOf(named('AuditEntityType', OneOf(...auditEntityTypes)))),
  entityKey: Type.Optional(AnyOf(SearchText)),
  actorType: Type.Optional(AnyOf(ActorType)),
  actorKey: Type.Optional(AnyOf(Key)),
  environmentKey: Type.Optional(AnyOf(Key)),
  result: Type.Optional(AnyOf(AuditResult)),
  /**
   * Finds by names: what entries are about or name beside, such as a role, its asset, a group or a stage, and the people who
   * acted, with a word that begins with this text; client IDs count as names. Or by one key, IP address or trace ID, whole. What
   * is part of an import or a bulk change is not found by address and trace ID: the entry of its start is.
   */
  search: Type.Optional(SearchText),
  /** Actions that `search` finds as well: those that its words are of, in the language of whoever searches */
  searchAction: Type.Optional(AnyOf(AuditAction, auditActionNames.length)),
  /** What entries are about, as `entityKey`, or whom they name, such as a user who was added to a group */
  subjectKey: Type.Optional(AnyOf(SearchText)),
  /** A role: its grants, also those to groups, and what was done to it */
  roleKey: Type.Optional(AnyOf(Key)),
  /** An asset: what was done to it and to its roles, and the grants of its roles */
  assetKey: Type.Optional(AnyOf(Key)),
  /** The entries of one import or bulk change */
  partOf: Type.Optional(AnyOf(Key)),
  /** Leaves out what is part of an import or a bulk change: the entry of its start stands for it */
  grouped: Type.Optional(Type.Boolean()),
  /** At that time or later */
  since: Type.Optional(Timestamp),
  /** At that time or earlier */
  to: Type.Optional(Timestamp),
}

export const AuditEntriesQuery = Query({ ...filters, sort: Sort('occurredAt'), ...PageQuery })
export type AuditEntriesQuery = Static<typeof AuditEntriesQuery>

export const AuditExportQuery = Query({
  ...filters,
  format: Type.Optional(named('AuditExportFormat', OneOf('csv', 'jsonl'))),
})
export type AuditExportQuery = Static<typeof AuditExportQuery>

export type AuditFilterQuery = Omit<AuditExportQuery, 'format'>
