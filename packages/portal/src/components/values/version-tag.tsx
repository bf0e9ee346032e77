import { useLingui } from '@lingui/react/macro'
import { Badge } from '@mantine/core'
import { IconTag } from '@tabler/icons-react'
import classes from './version-tag.module.css'

/** The version that a revision is tagged with. */
export const VersionTag = ({ tag }: { tag: string }) => {
  const { t } = useLingui()
  return (
    <Badge
      className={classes.tag ?? ''}
      variant="default"
      radius="sm"
      tt="none"
      fw={550}
      leftSection={<IconTag size={12} stroke={2} aria-hidden />}
      title={t`Tagged ${tag}`}
    >
      {tag}
    </Badge>
  )
}
