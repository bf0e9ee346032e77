import { useLingui } from '@lingui/react/macro'
import { Anchor, Breadcrumbs, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import classes from './page-header.module.css'
import { usePageTitle } from './use-page-title.ts'

interface PageHeaderProps {
  /** Undefined while it loads */
  title: string | undefined
  description?: ReactNode
  /** Shown beside the title, such as a status */
  aside?: ReactNode
  /** Buttons, the most important one last */
  actions?: ReactNode
  /** The pages above this one */
  trail?: { label: string; to: string }[]
}

/** The start of every page. It names the page in the tab, and takes the focus after a navigation. */
export function PageHeader({ title, description, aside, actions, trail }: PageHeaderProps) {
  const { t } = useLingui()
  usePageTitle(title)
  return (
    <Stack gap={6} mb="lg" component="header">
      {trail && (
        <nav aria-label={t`Where you are`}>
          <Breadcrumbs separator="/" separatorMargin={8}>
            {trail.map(({ label, to }) => (
              <Anchor key={to} component={Link} to={to} size="sm" c="dimmed" truncate maw="min(320px, 60vw)" lh={1.5}>
                <bdi>{label}</bdi>
              </Anchor>
            ))}
            <Text span size="sm" c="dimmed" truncate maw="min(320px, 60vw)" lh={1.5}>
              <bdi>{title ?? '…'}</bdi>
            </Text>
          </Breadcrumbs>
        </nav>
      )}
      <div className={classes.header}>
        <Group gap="sm" miw={0}>
          <Title order={1} tabIndex={-1} lineClamp={2} title={title} style={{ overflowWrap: 'anywhere' }}>
            {title ?? (
              <Skeleton component="span" display="inline-block" w={220} h={26} aria-label={t`Loading`} role="img" />
            )}
          </Title>
          {aside}
        </Group>
        {actions && (
          <Group gap="xs" className={classes.actions}>
            {actions}
          </Group>
        )}
        {description && (
          <Text c="dimmed" className={classes.description}>
            {description}
          </Text>
        )}
      </div>
    </Stack>
  )
}
