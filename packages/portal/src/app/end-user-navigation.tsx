import { Trans, useLingui } from '@lingui/react/macro'
import { Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import classes from './shell.module.css'

/** The pages of those who administer nothing, in the header. */
export function EndUserNavigation() {
  const { t } = useLingui()
  return (
    <Group component="nav" gap={4} wrap="nowrap" aria-label={t`Portal`} visibleFrom="xs">
      <Link to="/my-applications" className={classes.item} activeProps={{ 'aria-current': 'page' }}>
        <Trans>My applications</Trans>
      </Link>
      <Link to="/account" className={classes.item} activeProps={{ 'aria-current': 'page' }}>
        <Trans>Your account</Trans>
      </Link>
    </Group>
  )
}
