import { type ReactNode, useState } from 'react'
import { permission } from '../../api/permission-names.ts'
import { type Needs, useSession } from '../../api/session.ts'
import { bulkActionLabel } from '../values/bulk-action-label.ts'
import { ActionsMenu } from './actions-menu.tsx'
import { type AskedChange, ChangeDialog } from './change-dialog.tsx'
import type { BulkAction, Selected } from './queries.ts'

/** The permission that an action needs */
const needs: Record<BulkAction, Needs> = {
  Activate: permission.manageUsers,
  Deactivate: permission.manageUsers,
  Delete: permission.manageUsers,
  Invite: permission.manageUsers,
  AddToGroup: permission.manageEndUserGroups,
  RemoveFromGroup: permission.manageEndUserGroups,
  GrantOrganizationRole: permission.manageMemberAccess,
  RevokeOrganizationRole: permission.manageMemberAccess,
  GrantApplicationRole: permission.manageEndUserAccess,
  RevokeApplicationRole: permission.manageEndUserAccess,
}

/** In groups, as the menu shows them */
const groups: readonly (readonly BulkAction[])[] = [
  ['AddToGroup', 'RemoveFromGroup'],
  ['GrantOrganizationRole', 'RevokeOrganizationRole', 'GrantApplicationRole', 'RevokeApplicationRole'],
  ['Invite', 'Activate', 'Deactivate', 'Delete'],
] as const

/** The actions of the groups that the member may do */
export function useAllowedActions(): BulkAction[][] {
  const session = useSession()
  return groups.map((group) => group.filter((action) => session.may(needs[action]))).filter(({ length }) => length > 0)
}

interface SelectionActionsProps {
  selected: Selected
  count: number
  onSent(): void
  /** More buttons, before the menu */
  children?: ReactNode
}

/** What can be done with the selected users. */
export function SelectionActions({ selected, count, onSent, children }: SelectionActionsProps) {
  const allowed = useAllowedActions()
  const [asked, setAsked] = useState<AskedChange>()
  return (
    <>
      {children}
      <ActionsMenu
        actions={allowed.map((group) =>
          group.map((action) => ({
            label: bulkActionLabel(action),
            isFinal: action === 'Delete',
            run: () => setAsked({ action, selected, count }),
          })),
        )}
      />
      <ChangeDialog asked={asked} onClose={() => setAsked(undefined)} onSent={onSent} />
    </>
  )
}
