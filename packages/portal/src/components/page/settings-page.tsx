import { Trans, useLingui } from '@lingui/react/macro'
import { useMediaQuery } from '@mantine/hooks'
import { Link, useRouter } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'
import { useSession } from '../../api/session.ts'
import { settingsPagesFor } from '../navigation/navigation.ts'
import { PageHeader } from './page-header.tsx'
import classes from './settings-page.module.css'

interface SettingsPageProps extends ComponentProps<typeof PageHeader> {
  children: ReactNode
}

/** A page of the settings: beside it, the others that the member may see. */
export function SettingsPage({ children, trail = [], ...header }: SettingsPageProps) {
  const { t } = useLingui()
  return (
    <div className={classes.frame}>
      <SettingsNavigation />
      <div className={classes.content}>
        <PageHeader {...header} trail={[{ label: t`Settings`, to: '/settings' }, ...trail]} />
        {children}
      </div>
    </div>
  )
}

function SettingsNavigation() {
  const { t } = useLingui()
  const pages = settingsPagesFor(useRouter(), useSession())
  const isWide = useMediaQuery('(min-width: 62.0625em)', true, { getInitialValueInEffect: false })
  const list = (
    <ul className={classes.list}>
      {pages.map(({ path, label }) => (
        <li key={path}>
          <Link
            to={path}
            className={classes.link}
            activeOptions={{ includeSearch: false }}
            activeProps={{ 'aria-current': 'page' }}
          >
            {label}
          </Link>
        </li>
      ))}
    </ul>
  )
  return (
    <nav aria-label={t`Pages of the settings`} className={classes.navigation}>
      {isWide ? (
        list
      ) : (
        <details className={classes.folded}>
          <summary>
            <Trans>Pages of the settings</Trans>
          </summary>
          {list}
        </details>
      )}
    </nav>
  )
}
