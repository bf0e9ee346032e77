import { SelectionActions, useAllowedActions } from '../../components/bulk/selection-actions.tsx'
import { TargetAction } from '../../components/bulk/target-action.tsx'
import type { Selection } from '../../components/lists/use-selection.ts'
import { type AccessHolder, type AccessState, matchingHolders } from './queries.ts'
import { subjectOf } from './subject-of.ts'

interface AccessSelectionProps {
  selection: Selection<AccessHolder>
  state: AccessState
  total: number
}

/** What ends the access that each of these gives */
const endOf = {
  role: 'RevokeApplicationRole',
  organizationRole: 'RevokeOrganizationRole',
  group: 'RemoveFromGroup',
} as const

const keyOf = ({ key }: AccessHolder): string => key

/** What can be done with the people who are selected: first of all, to end the access that the list is about. */
export default function AccessSelection({ selection, state, total }: AccessSelectionProps) {
  const { items, isAll, clear } = selection
  const matching = matchingHolders(state)
  const allowed = useAllowedActions().flat()
  const subject = subjectOf(state)
  const action = subject && endOf[subject.kind]
  return (
    <SelectionActions
      selected={isAll ? { matching } : { userKeys: items.map(keyOf) }}
      count={isAll ? total : items.length}
      onSent={clear}
    >
      {action && allowed.includes(action) && (
        <TargetAction
          action={action}
          target={subject.key}
          selection={selection}
          keyOf={keyOf}
          matching={matching}
          total={total}
        />
      )}
    </SelectionActions>
  )
}
