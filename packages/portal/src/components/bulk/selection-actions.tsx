import { Trans } from '@lingui/react/macro'
import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { permission } from '../../api/permission-names.ts'
import { type Needs, useSession } from '../../api/session.ts'
import { useActionTexts } from './action-texts.ts'
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
const groups: BulkAction[][] = [
  ['AddToGroup', 'RemoveFromGroup'],
  ['GrantOrganizationRole', 'RevokeOrganizationRole', 'GrantApplicationRole', 'RevokeApplicationRole'],
  ['Invite', 'Activate', 'Deactivate', 'Delete'],
]

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
  const textsOf = useActionTexts()
  const [asked, setAsked] = useState<AskedChange>()
  return (
    <>
      {children}
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button size="xs" rightSection={<IconChevronDown size={14} aria-hidden />}>
            <Trans>Actions</Trans>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {allowed.map((group, index) => [
            index > 0 && <Menu.Divider key={`line before ${group[0]}`} />,
            ...group.map((action) => {
              const { label, isDangerous } = textsOf(action, count)
              return (
                <Menu.Item
                  key={action}
                  {...(isDangerous && action === 'Delete' ? { color: 'red' } : {})}
                  onClick={() => setAsked({ action, selected, count })}
                >
                  {label}
                </Menu.Item>
              )
            }),
          ])}
        </Menu.Dropdown>
      </Menu>
      <ChangeDialog asked={asked} onClose={() => setAsked(undefined)} onSent={onSent} />
    </>
  )
}
