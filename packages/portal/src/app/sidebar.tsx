import { useLingui } from '@lingui/react'
import { Link, useRouter } from '@tanstack/react-router'
import { useId } from 'react'
import { useSession } from '../api/session.ts'
import { type NavigationSection, navigationFor } from '../components/navigation/navigation.ts'
import classes from './shell.module.css'

export function Sidebar() {
  // Rendered again when the language changes
  useLingui()
  const sections = navigationFor(useRouter(), useSession())
  return (
    <div className={classes.sections}>
      {sections.map((section) => (
        <Section key={section.section} section={section} />
      ))}
    </div>
  )
}

function Section({ section: { title, items } }: { section: NavigationSection }) {
  const id = useId()
  return (
    <div>
      {title && (
        <p className={classes.sectionTitle} id={id}>
          {title}
        </p>
      )}
      <ul {...(title ? { 'aria-labelledby': id } : {})}>
        {items
          .filter(({ isInSettings }) => !isInSettings)
          .map(({ path, label, icon: Icon }) => (
            <li key={path}>
              <Link
                to={path}
                className={classes.item}
                activeOptions={{ exact: path === '/', includeSearch: false }}
                activeProps={{ 'aria-current': 'page' }}
              >
                <Icon size={18} stroke={1.6} aria-hidden />
                {label}
              </Link>
            </li>
          ))}
      </ul>
    </div>
  )
}
