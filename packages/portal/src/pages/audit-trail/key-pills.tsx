import { Pill } from '@mantine/core'
import type { AuditState } from './queries.ts'

/** Filters that only links set: one entity or actor. */
export function KeyPills({ state: { filters, setFilter } }: { state: AuditState }) {
  if (!filters.entityKey) return null
  return (
    <Pill
      size="lg"
      withRemoveButton
      removeButtonProps={{ 'aria-label': 'About anything', tabIndex: 0, 'aria-hidden': false }}
      onRemove={() => setFilter('entityKey', undefined)}
    >
      About {filters.entityKey}
    </Pill>
  )
}
