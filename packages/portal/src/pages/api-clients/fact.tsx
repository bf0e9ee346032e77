import { Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** A name and its value, in a `dl`. */
export const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <Text component="dt" size="sm" c="dimmed">
      {name}
    </Text>
    <Text component="dd" size="sm">
      {children}
    </Text>
  </div>
)

/** For what there is not, and for what is less important. */
export const Quiet = ({ children }: { children: ReactNode }) => (
  <Text span inherit c="dimmed">
    {children}
  </Text>
)
