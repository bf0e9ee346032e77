import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './action-bar.module.css'

interface ActionBarProps {
  /** What the last button does not prevent, but who presses it should know */
  note?: string | undefined
  /** Of the note, which describes the button */
  noteId?: string
  children: ReactNode
}

/** The buttons of a long form. They stay at the bottom of the window. */
export const ActionBar = ({ note, noteId, children }: ActionBarProps) => (
  <Group className={classes.bar} data-action-bar justify="flex-end" gap="xs">
    {note && (
      <Text id={noteId} size="sm" c="dimmed" className={classes.note}>
        {note}
      </Text>
    )}
    {children}
  </Group>
)
