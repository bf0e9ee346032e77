import { Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** Where a value would stand, if there were one. */
export const None = ({ children = 'None' }: { children?: ReactNode }) => (
  <Text span size="sm" c="dimmed">
    {children}
  </Text>
)
