import type { AuditEntryTable } from '../../../db/schema/foundation-schema.ts'
import type { AuditedEntity } from './audited-entity.ts'

type Optional = 'role_key' | 'asset_key' | 'part_of'

/** An entry before it has its kind and its place in the trail */
export type NewAuditEntry = Omit<AuditEntryTable, 'slot' | 'position' | 'kind' | 'related' | Optional> &
  Partial<Pick<AuditEntryTable, Optional>> & {
    /** What else it names */
    related?: readonly AuditedEntity[] | undefined
    /** What else it is found as an entry about */
    named?: readonly string[]
    /** By what else than its name its entity is found */
    alias?: string | undefined
  }
