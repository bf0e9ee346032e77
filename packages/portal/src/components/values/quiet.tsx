import { Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** For what there is not, and for what is less important. */
export const Quiet = ({ children }: { children: ReactNode }) => (
  <Text span inherit c="dimmed">
    {children}
  </Text>
)
