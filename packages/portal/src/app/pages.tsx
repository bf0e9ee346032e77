import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { queryClient } from '../api/query-client.ts'
import { type Needs, sessionQuery } from '../api/session.ts'
import { rootRoute } from './root-route.tsx'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** What the member must be allowed, any one of it, to see the page; without it, every member may */
    needs?: Needs
  }
}

type Load = () => Promise<{ default: ComponentType }>

/** What surrounds the pages of somebody who is signed in. Nobody else gets past it. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async () => {
    await queryClient.ensureQueryData(sessionQuery)
  },
  // By itself, so that who signs in does not wait for what only comes after.
  component: lazyRouteComponent(() => import('./shell.tsx')),
})

/** A page within the shell: its file's default export, loaded when it is first needed. */
const page = <const P extends string>(path: P, load: Load, needs?: Needs) =>
  createRoute({
    getParentRoute: () => shellRoute,
    path,
    component: lazyRouteComponent(load),
    staticData: needs ? { needs } : {},
  })

/** A page for people who are not signed in. */
const outside = <const P extends string>(path: P, load: Load) =>
  createRoute({ getParentRoute: () => rootRoute, path, component: lazyRouteComponent(load) })

/**
 * The pages. A line here makes a page: it is routed, loaded by itself, shown to those who may see it and, where
 * navigation.ts knows its path, in the sidebar and in the search. The server has the same paths in
 * http/portal-pages.ts.
 */
export const shellPages = [
  page('/', () => import('../pages/home/home-page.tsx')),
  page('/account', () => import('../pages/account/account-page.tsx')),
] as const

export const outsidePages = [
  outside('/sign-in', () => import('../pages/sign-in/failed-sign-in-page.tsx')),
  outside('/sign-in/$uid', () => import('../pages/sign-in/sign-in-page.tsx')),
  outside('/set-up', () => import('../pages/sign-in/set-up-page.tsx')),
  outside('/forgotten-password', () => import('../pages/sign-in/forgotten-password-page.tsx')),
  outside('/accept-invitation', () => import('../pages/sign-in/accept-invitation-page.tsx')),
] as const
