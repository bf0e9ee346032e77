import type { Icon } from '@tabler/icons-react'
import type { AnyRoute, AnyRouter } from '@tanstack/react-router'
import type { Needs, Session } from '../../api/session.ts'

/** A page's entry in the sidebar and in the search */
export interface Navigation {
  section: (typeof sectionTitles)[number]
  label: string
  icon: Icon
  /** Other words by which the search finds the page */
  keywords?: string
  /** It stands beside the pages of the settings, not in the sidebar. */
  isInSettings?: boolean
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The permissions of which any one lets a member see the page. Without it, every member sees the page. */
    needs?: Needs | undefined
    navigation?: Navigation | undefined
    /** Whether the page has its texts in catalogues. The others are English, with all that is around them. */
    isTranslated?: boolean
  }
}

export interface NavigationItem extends Navigation {
  path: string
}

export interface NavigationSection {
  title: string
  items: NavigationItem[]
}

/** It has one page in the sidebar, of the same name. */
export const settingsSection = 'Settings'

/** The sections in their order. The first one shows no title. */
const sectionTitles = ['', 'People', 'Govern', 'Build', 'Settings'] as const

/** The pages of the settings that the member may see */
export const settingsPagesFor = (router: AnyRouter, session: Session): NavigationItem[] =>
  navigationFor(router, session)
    .flatMap(({ items }) => items)
    .filter(({ isInSettings }) => isInSettings)

/** The sections with the pages that the member may see, in their order. Empty sections are left out. */
export function navigationFor(router: AnyRouter, session: Session): NavigationSection[] {
  const items = Object.values<AnyRoute>(router.routesByPath).flatMap((route): NavigationItem[] => {
    const { navigation, needs } = route.options.staticData ?? {}
    const isShown = navigation && (needs === undefined || session.may(needs))
    return isShown ? [{ ...navigation, path: route.fullPath }] : []
  })
  return sectionTitles
    .map((title) => ({ title, items: items.filter(({ section }) => section === title) }))
    .filter(({ items }) => items.length > 0)
}
