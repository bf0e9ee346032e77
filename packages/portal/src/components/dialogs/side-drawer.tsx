import { useLingui } from '@lingui/react/macro'
import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useEscape } from './use-escape.ts'

interface SideDrawerProps {
  isOpen: boolean
  onClose(): void
  title: ReactNode
  children: ReactNode
}

/** One entry of a list in detail, beside the list. The focus returns to where it was. */
export function SideDrawer({ isOpen, onClose, title, children }: SideDrawerProps) {
  const { t } = useLingui()
  useEscape(isOpen, onClose)
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      // A dialog over it closes first.
      closeOnEscape={false}
      title={title}
      position="right"
      size="lg"
      styles={{ title: { fontWeight: 650, overflowWrap: 'anywhere' } }}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      {children}
    </Drawer>
  )
}
