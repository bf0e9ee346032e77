import { Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** Shown where there is no value. */
export const NoValue = ({ children = <Trans context="of a field">None</Trans> }: { children?: ReactNode }) => (
  <Text span size="sm" c="dimmed">
    {children}
  </Text>
)
