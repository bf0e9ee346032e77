import { Group } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './action-bar.module.css'

/** The buttons of a long form. They stay at the bottom of the window. */
export const ActionBar = ({ children }: { children: ReactNode }) => (
  <Group className={classes.bar} data-action-bar justify="flex-end" gap="xs">
    {children}
  </Group>
)
