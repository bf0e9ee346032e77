import { useLingui } from '@lingui/react/macro'
import { Pill } from '@mantine/core'
import type { AuditState } from './queries.ts'

/** Filters that only links set: an entity alone, an asset, an import or bulk change. */
export function KeyPills({ state: { filters, setFilter } }: { state: AuditState }) {
  const { t } = useLingui()
  const pills = [
    { name: 'entityKey', label: t`Target ${filters.entityKey ?? ''}`, removeLabel: t`Any target` },
    { name: 'assetKey', label: t`Asset ${filters.assetKey ?? ''}`, removeLabel: t`Any asset` },
    { name: 'partOf', label: t`Entries of one import or bulk change`, removeLabel: t`Not only this change` },
  ] as const
  return pills
    .filter(({ name }) => filters[name])
    .map(({ name, label, removeLabel }) => (
      <Pill
        key={name}
        size="lg"
        withRemoveButton
        removeButtonProps={{ 'aria-label': removeLabel, tabIndex: 0, 'aria-hidden': false }}
        onRemove={() => setFilter(name, undefined)}
      >
        {label}
      </Pill>
    ))
}
