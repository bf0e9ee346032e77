import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Icon } from '@tabler/icons-react'
import type { AnyRoute, AnyRouter } from '@tanstack/react-router'
import type { Needs, Session } from '../../api/session.ts'
import { pageI18n } from '../language/page-language.ts'

/** A page's entry in the sidebar and in the search */
export interface Navigation {
  section: keyof typeof sectionTitles
  label: MessageDescriptor
  icon: Icon
  /** It stands beside the pages of the settings, not in the sidebar. */
  isInSettings?: boolean
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The permissions of which any one lets a member see the page. Without it, every member sees the page. */
    needs?: Needs | undefined
    navigation?: Navigation | undefined
  }
}

/** A page that the member may see, in the page's language */
interface NavigationItem extends Pick<Navigation, 'icon' | 'isInSettings'> {
  path: string
  label: string
}

export interface NavigationSection {
  section: Navigation['section']
  /** None where the items stand alone */
  title: string | undefined
  items: NavigationItem[]
}

/** The sections in their order. That of the settings has one page in the sidebar, of the same name. */
const sectionTitles = {
  top: undefined,
  people: msg`People`,
  govern: msg`Govern`,
  build: msg`Build`,
  settings: undefined,
} satisfies Record<string, MessageDescriptor | undefined>

/** The pages of the settings that the member may see */
export const settingsPagesFor = (router: AnyRouter, session: Session): NavigationItem[] =>
  navigationFor(router, session)
    .flatMap(({ items }) => items)
    .filter(({ isInSettings }) => isInSettings)

/** The sections with the pages that the member may see, in their order. Empty sections are left out. */
export function navigationFor(router: AnyRouter, session: Session): NavigationSection[] {
  const i18n = pageI18n()
  const pages = Object.values<AnyRoute>(router.routesByPath).flatMap((route) => {
    const { navigation, needs } = route.options.staticData ?? {}
    const isShown = navigation && (needs === undefined || session.may(needs))
    return isShown ? [{ ...navigation, path: route.fullPath }] : []
  })
  return Object.entries<MessageDescriptor | undefined>(sectionTitles)
    .map(([name, title]) => ({
      section: name as Navigation['section'],
      title: title && i18n._(title),
      items: pages
        .filter(({ section }) => section === name)
        .map(({ label, ...page }) => ({ ...page, label: i18n._(label) })),
    }))
    .filter(({ items }) => items.length > 0)
}
