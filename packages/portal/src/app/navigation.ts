import {
  type Icon,
  IconBox,
  IconHistory,
  IconHome,
  IconId,
  IconInbox,
  IconKey,
  IconMail,
  IconPlugConnected,
  IconStack2,
  IconUser,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { AnyRouter } from '@tanstack/react-router'
import type { Needs, Session } from '../api/session.ts'

export interface NavigationItem {
  path: string
  label: string
  icon: Icon
  /** What the search finds it by as well */
  keywords?: string
}

export interface NavigationSection {
  title?: string
  items: NavigationItem[]
}

/** The sidebar, whole. An item shows once pages.tsx has its path, to those who may see that page. */
const sections: NavigationSection[] = [
  { items: [{ path: '/', label: 'Home', icon: IconHome, keywords: 'start overview' }] },
  {
    title: 'People',
    items: [
      { path: '/users', label: 'Users', icon: IconUser, keywords: 'members end users people invite' },
      { path: '/groups', label: 'End-user groups', icon: IconUsersGroup, keywords: 'groups' },
      { path: '/organization-roles', label: 'Organization roles', icon: IconId, keywords: 'permissions members' },
      { path: '/identity-providers', label: 'Identity providers', icon: IconPlugConnected, keywords: 'oidc saml sso' },
    ],
  },
  {
    title: 'Govern',
    items: [
      { path: '/api-clients', label: 'API clients', icon: IconKey, keywords: 'credentials secrets tokens machines' },
      { path: '/audit-trail', label: 'Audit trail', icon: IconHistory, keywords: 'log history changes' },
    ],
  },
  {
    title: 'Build',
    items: [
      { path: '/assets', label: 'Assets', icon: IconBox, keywords: 'applications libraries application roles' },
      { path: '/stages', label: 'Stages', icon: IconStack2, keywords: 'environments portfolio' },
    ],
  },
  {
    title: 'Settings',
    items: [
      { path: '/mail', label: 'Mail', icon: IconMail, keywords: 'smtp email' },
      { path: '/mailbox', label: 'Mailbox', icon: IconInbox, keywords: 'sent kept mails outbox' },
    ],
  },
]

/** The sections with the items that the member may see; empty ones are left out. */
export function navigationFor(router: AnyRouter, session: Session): NavigationSection[] {
  const isShown = ({ path }: NavigationItem): boolean => {
    const route = router.routesByPath[path]
    if (!route) return false
    const needs: Needs | undefined = route.options.staticData?.needs
    return needs === undefined || session.may(needs)
  }
  return sections
    .map((section) => ({ ...section, items: section.items.filter(isShown) }))
    .filter(({ items }) => items.length > 0)
}
