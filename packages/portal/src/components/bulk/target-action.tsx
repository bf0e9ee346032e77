import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Selection } from '../lists/use-selection.ts'
import { bulkActionLabel } from '../values/bulk-action-label.ts'
import { type AskedChange, ChangeDialog } from './change-dialog.tsx'
import type { BulkAction, MatchingUsers } from './queries.ts'

interface TargetActionProps<T> {
  action: BulkAction
  /** The group or role that the list is of */
  target: string
  selection: Selection<T>
  keyOf(item: T): string
  /** All that match */
  matching: MatchingUsers
  total: number
}

/** The one thing that the list of a group's members, or of a role's holders, does with those who are selected. */
export function TargetAction<T>({ action, target, selection, keyOf, matching, total }: TargetActionProps<T>) {
  const { items, isAll, clear } = selection
  const count = isAll ? total : items.length
  const [asked, setAsked] = useState<AskedChange>()
  const selected = isAll ? { matching } : { userKeys: items.map(keyOf) }
  return (
    <>
      <Button size="xs" color="red" variant="light" onClick={() => setAsked({ action, selected, count, target })}>
        {bulkActionLabel(action)}
      </Button>
      <ChangeDialog asked={asked} onClose={() => setAsked(undefined)} onSent={clear} />
    </>
  )
}
