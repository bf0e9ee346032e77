import { Badge } from '@mantine/core'
import { IconTag } from '@tabler/icons-react'

/** The version that a revision is tagged with. */
export const VersionTag = ({ tag }: { tag: string }) => (
  <Badge
    variant="outline"
    color="var(--portal-link)"
    radius="sm"
    tt="none"
    fw={550}
    leftSection={<IconTag size={12} stroke={2} aria-hidden />}
    title={`Tagged ${tag}`}
  >
    {tag}
  </Badge>
)
