import type { AuditEntityType } from './audit-actions.ts'

/** What an entry is about, or names beside, as it was called then */
export interface AuditedEntity {
  type: AuditEntityType
  key: string
  name: string | null
}
