import { SelectionActions, useAllowedActions } from '../../components/bulk/selection-actions.tsx'
import { TargetAction } from '../../components/bulk/target-action.tsx'
import type { Selection } from '../../components/lists/use-selection.ts'
import { type AccessHolder, type AccessState, matchingHolders } from './queries.ts'

interface AccessSelectionProps {
  selection: Selection<AccessHolder>
  state: AccessState
  total: number
}

const keyOf = ({ key }: AccessHolder): string => key

/** What can be done with the people who are selected: first of all, to end the access that the list is about. */
export default function AccessSelection({ selection, state, total }: AccessSelectionProps) {
  const { items, isAll, clear } = selection
  const matching = matchingHolders(state)
  const allowed = useAllowedActions().flat()
  const subject = subjectOf(state)
  return (
    <SelectionActions
      selected={isAll ? { matching } : { userKeys: items.map(keyOf) }}
      count={isAll ? total : items.length}
      onSent={clear}
    >
      {subject && allowed.includes(subject.action) && (
        <TargetAction {...subject} selection={selection} keyOf={keyOf} matching={matching} total={total} />
      )}
    </SelectionActions>
  )
}

/** The one group or role that the list is about, and what ends it */
function subjectOf({ filters: { group, role, organizationRole } }: AccessState) {
  if (group) return { action: 'RemoveFromGroup', target: group } as const
  if (role) return { action: 'RevokeApplicationRole', target: role } as const
  return organizationRole ? ({ action: 'RevokeOrganizationRole', target: organizationRole } as const) : undefined
}
