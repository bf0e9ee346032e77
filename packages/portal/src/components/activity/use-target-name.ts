import { type ActionTexts, useActionTexts } from '../bulk/action-texts.ts'
import type { BulkAction } from '../bulk/queries.ts'
import { auditEntityLabel } from '../values/audit-labels.ts'
import { targetName } from '../values/target-name.ts'
import type { AuditEntry } from './queries.ts'

/** The name of what an audit entry is about. A bulk change is named by what it does, in the words of its menu. */
export function useTargetName(): (target: AuditEntry['entity']) => string | null {
  const textsOf = useActionTexts()
  return (target) => {
    if (target.type !== 'bulk-change') return targetName(target)
    const texts: ActionTexts | undefined = textsOf(target.name as BulkAction, 0)
    return texts?.label ?? auditEntityLabel(target.type)
  }
}
