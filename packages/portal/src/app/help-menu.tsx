import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Kbd, Menu, VisuallyHidden } from '@mantine/core'
import { IconApi, IconBook, IconExternalLink, IconHelp, IconKeyboard, IconSparkles } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { addressOf } from '../api/base-path.ts'
import { stateQuery } from '../api/state-query.ts'
import { helpAddresses } from './help-addresses.ts'
import { showOverlay } from './overlay.ts'

/** Guides, API reference, keys, and the version of the server */
export function HelpMenu() {
  const { t } = useLingui()
  const version = useQuery(stateQuery).data?.version
  const pages = [
    { label: t`Guides`, path: helpAddresses.guides, icon: IconBook },
    { label: t`API reference`, path: helpAddresses.reference, icon: IconApi },
    { label: t`What’s new`, path: helpAddresses.changes, icon: IconSparkles },
  ]
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={34} c="var(--mantine-color-text)" aria-label={t`Help`}>
          <IconHelp size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {pages.map(({ label, path, icon: Icon }) => (
          <Menu.Item
            key={path}
            component="a"
            href={addressOf(path)}
            // What is being entered here stays.
            target="_blank"
            leftSection={<Icon size={16} stroke={1.6} aria-hidden />}
            rightSection={<IconExternalLink size={14} stroke={1.6} aria-hidden />}
          >
            {label}
            <VisuallyHidden>
              {' '}
              <Trans>(new tab)</Trans>
            </VisuallyHidden>
          </Menu.Item>
        ))}
        <Menu.Item
          leftSection={<IconKeyboard size={16} stroke={1.6} aria-hidden />}
          rightSection={<Kbd size="xs">?</Kbd>}
          onClick={() => showOverlay('keys')}
        >
          <Trans>Keyboard shortcuts</Trans>
        </Menu.Item>
        {version !== undefined && (
          <>
            <Menu.Divider />
            <Menu.Label>
              <Trans>Portico {version}</Trans>
            </Menu.Label>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
