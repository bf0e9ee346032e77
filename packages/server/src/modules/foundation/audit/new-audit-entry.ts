import type { AuditEntryTable } from '../../../db/schema/foundation-schema.ts'

type Optional = 'role_key' | 'asset_key' | 'part_of' | 'related'

/** An entry before it has its kind and its place in the trail */
export type NewAuditEntry = Omit<AuditEntryTable, 'slot' | 'position' | 'kind' | Optional> &
  Partial<Pick<AuditEntryTable, Optional>> & {
    /** What else it is found as an entry about */
    named?: readonly string[]
    /** By what else than its name its entity is found */
    alias?: string | undefined
  }
