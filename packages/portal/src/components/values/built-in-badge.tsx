import { Trans } from '@lingui/react/macro'
import { Badge } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'

/** Marks what is part of Portico and cannot be changed. */
export const BuiltInBadge = ({ size = 'md' }: { size?: 'md' | 'lg' }) => (
  <Badge variant="default" size={size} tt="none" fw={500} leftSection={<IconLock size={12} aria-hidden />}>
    <Trans>Built-in</Trans>
  </Badge>
)
