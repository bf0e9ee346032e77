import { Trans } from '@lingui/react/macro'
import { Badge } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'

/** Marks what is part of Portico and cannot be changed. Languages with genders have a word for each of both. */
export const BuiltInBadge = ({ of, size = 'md' }: { of: 'role' | 'provider'; size?: 'md' | 'lg' }) => (
  <Badge variant="default" size={size} tt="none" fw={500} leftSection={<IconLock size={12} aria-hidden />}>
    {of === 'role' ? <Trans context="role">Built-in</Trans> : <Trans>Built-in</Trans>}
  </Badge>
)
