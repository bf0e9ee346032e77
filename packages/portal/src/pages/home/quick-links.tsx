import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import { useSession } from '../../api/session.ts'
import { Notice } from '../../components/feedback/notice.tsx'
import { navigationFor } from '../../components/navigation/navigation.ts'
import classes from './home.module.css'

/** Links to the pages, for members who see little else here. */
export function QuickLinks() {
  const { t } = useLingui()
  const pages = navigationFor(useRouter(), useSession())
    .flatMap(({ items }) => items)
    .filter(({ path }) => path !== '/')
  if (pages.length === 0) {
    return (
      <Notice title={t`No pages for you yet`}>
        <Trans>
          None of your organization roles has a permission that opens a page here. Ask somebody who manages users for
          one. Your account is behind your initials at the top.
        </Trans>
      </Notice>
    )
  }
  return (
    <nav aria-label={t`Pages`} className={classes.links}>
      {pages.map(({ path, label, icon: Icon }) => (
        <Link key={path} to={path} className={classes.link}>
          <Icon size={20} stroke={1.5} aria-hidden />
          <Text span fw={550} size="sm">
            {label}
          </Text>
        </Link>
      ))}
    </nav>
  )
}
