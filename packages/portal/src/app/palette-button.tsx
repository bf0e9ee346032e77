import { Trans } from '@lingui/react/macro'
import { Kbd, UnstyledButton } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { showOverlay } from './overlay.ts'
import classes from './shell.module.css'

/** Opens the search for pages, actions and things. */
export function PaletteButton() {
  const open = () => showOverlay('palette')
  // Also while a field has the focus.
  useHotkeys([['mod+K', open]], [])
  return (
    <UnstyledButton className={classes.palette} onClick={open} aria-keyshortcuts="Control+K">
      <IconSearch size={16} stroke={1.6} aria-hidden />
      <span className={classes.paletteLabel}>
        <Trans>Search</Trans>
      </span>
      <Kbd size="xs" visibleFrom="sm">
        <Trans>Ctrl K</Trans>
      </Kbd>
    </UnstyledButton>
  )
}
