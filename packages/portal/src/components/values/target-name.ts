import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { pageI18n } from '../language/page-language.ts'
import { auditEntityLabel } from './audit-labels.ts'
import { bulkActionLabel } from './bulk-action-label.ts'

/** There is one of each in an organization, and nobody names it. */
const unnamedTypes: readonly string[] = ['sign-in-settings', 'mail-templates']

/** Stands for a target where the failures were about somebody who does not exist, or about several. */
const unknownTargets: Record<string, MessageDescriptor> = { unknown: msg`Unknown`, several: msg`Several` }

/** Whether an audit entry is about one thing, which has a key */
export const isOneTarget = ({ key }: { key: string }): boolean => unknownTargets[key] === undefined

/** The name of what an audit entry is about, in the page's language where the name is Portico's own */
export function targetName({ type, key, name }: { type: string; key: string; name: string | null }): string | null {
  if (type === 'import') return pageI18n()._(msg`Users`)
  if (type === 'bulk-change' && name) return bulkActionLabel(name)
  // Otherwise mail settings have the name of their server, in which there is no space.
  if (unnamedTypes.includes(type) || (type === 'mail-settings' && name === 'Mail settings'))
    return auditEntityLabel(type)
  const unknown = unknownTargets[key]
  return name ?? (unknown ? pageI18n()._(unknown) : null)
}
