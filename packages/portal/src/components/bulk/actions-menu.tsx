import { Trans } from '@lingui/react/macro'
import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { Fragment } from 'react'

interface MenuAction {
  label: string
  /** Red: what it does cannot be undone */
  isFinal?: boolean
  run(): void
}

/** What can be done with what is selected: groups of actions, with a line between them. Without any there is no button. */
export const ActionsMenu = ({ actions }: { actions: readonly (readonly MenuAction[])[] }) =>
  actions.length > 0 && (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button size="xs" rightSection={<IconChevronDown size={14} aria-hidden />}>
          <Trans>Actions</Trans>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((group, index) => (
          <Fragment key={group[0]?.label}>
            {index > 0 && <Menu.Divider />}
            {group.map(({ label, isFinal, run }) => (
              <Menu.Item key={label} {...(isFinal ? { color: 'red' } : {})} onClick={run}>
                {label}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
