import { Badge } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'

/** For what came with Portico and stays as it is. */
export const BuiltInBadge = ({ size = 'md' }: { size?: 'md' | 'lg' }) => (
  <Badge variant="default" size={size} tt="none" fw={500} leftSection={<IconLock size={12} aria-hidden />}>
    Built-in
  </Badge>
)
