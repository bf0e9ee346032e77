import { Group } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './action-bar.module.css'

/** The buttons of a long form, at the bottom of the window however far one has scrolled. */
export const ActionBar = ({ children }: { children: ReactNode }) => (
  <Group className={classes.bar} justify="flex-end" gap="xs">
    {children}
  </Group>
)
