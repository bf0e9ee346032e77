import { useLingui } from '@lingui/react/macro'
import { Link, useRouter } from '@tanstack/react-router'
import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react'
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
  const list = useRef<HTMLUListElement>(null)
  // On a narrow screen it is one line that scrolls: the page that is open must be seen in it.
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current]')
    if (list.current && current) list.current.scrollLeft = current.offsetLeft - list.current.offsetLeft - 24
  }, [])
  return (
    <nav aria-label={t`Pages of the settings`} className={classes.navigation}>
      <ul ref={list} className={classes.list}>
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
    </nav>
  )
}
