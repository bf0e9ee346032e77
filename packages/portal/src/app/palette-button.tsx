import { Trans } from '@lingui/react/macro'
import { Kbd, UnstyledButton } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import classes from './shell.module.css'

// Loaded with the first Ctrl+K, not with the first page.
const Palette = lazy(() => import('./palette.tsx'))

/** Opens the search for pages, users, API clients and groups. */
export function PaletteButton() {
  const [isOpen, setOpen] = useState(false)
  const [wasOpened, setOpened] = useState(false)
  const open = (): void => {
    setOpened(true)
    setOpen(true)
  }
  // Also while a field has the focus.
  useHotkeys([['mod+K', open]], [])
  return (
    <>
      <UnstyledButton className={classes.palette} onClick={open} aria-keyshortcuts="Control+K">
        <IconSearch size={16} stroke={1.6} aria-hidden />
        <span className={classes.paletteLabel}>
          <Trans>Search</Trans>
        </span>
        <Kbd size="xs" visibleFrom="sm">
          <Trans>Ctrl K</Trans>
        </Kbd>
      </UnstyledButton>
      {wasOpened && (
        <Suspense>
          <Palette isOpen={isOpen} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
