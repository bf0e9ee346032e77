import type { MessageDescriptor } from '@lingui/core'
import type { Icon } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { Needs } from '../api/session.ts'
import type { Navigation } from '../components/navigation/navigation.ts'
import { rootRoute } from './root-route.tsx'
import { shellRoute } from './shell-route.tsx'

interface PageOptions {
  /** The page's file, loaded when it is first needed. Its default export is the component. */
  load: () => Promise<{ default: ComponentType }>
  /** The permissions of which any one lets a member see the page. Without it, every member sees the page. */
  needs?: Needs
  /** Its entry in the sidebar and in the search */
  navigation?: Navigation
}

/** A page for members who are signed in, or a former path that leads to another one. */
export const page = <const P extends string>(path: P, options: PageOptions | { movedTo: string }) => {
  const { load, needs, navigation } = 'movedTo' in options ? movedPage : options
  return createRoute({
    getParentRoute: () => shellRoute,
    path,
    component: lazyRouteComponent(load),
    staticData: { needs, navigation },
    beforeLoad({ search }) {
      if ('movedTo' in options) throw redirect({ to: options.movedTo, search, replace: true })
    },
  })
}

/** It is never shown. */
const movedPage: PageOptions = { load: () => Promise.reject(new Error('The page has moved')) }

/** An entry in the sidebar. Other words by which the search finds the page are in words-of-pages.ts. */
export const entry = (section: Navigation['section'], label: MessageDescriptor, icon: Icon): Navigation => ({
  section,
  label,
  icon,
})

/** An entry beside the pages of the settings */
export const settingsEntry = (label: MessageDescriptor, icon: Icon): Navigation => ({
  ...entry('settings', label, icon),
  isInSettings: true,
})

/** A page for people who are not signed in. */
export const publicPage = <const P extends string>(path: P, { load }: Pick<PageOptions, 'load'>) =>
  createRoute({
    getParentRoute: () => rootRoute,
    path,
    component: lazyRouteComponent(load),
  })
