import { Container } from '@mantine/core'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { permission } from '../api/permission-names.ts'
import { queryClient } from '../api/query-client.ts'
import { type Needs, sessionQuery } from '../api/session.ts'
import { ErrorPage } from '../components/error-page.tsx'
import { rootRoute } from './root-route.tsx'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** What the member must be allowed, any one of it, to see the page; without it, every member may */
    needs?: Needs
  }
}

type Load = () => Promise<{ default: ComponentType }>

// By itself, so that who signs in does not wait for what only comes after.
const Shell = lazyRouteComponent(() => import('./shell.tsx'))

/** What surrounds the pages of somebody who is signed in. Nobody else gets past it. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async () => {
    // Together: the one takes no longer than the other.
    await Promise.all([queryClient.ensureQueryData(sessionQuery), Shell.preload?.()])
  },
  component: Shell,
  pendingComponent: () => null,
  errorComponent: (failure) => (
    <main>
      <Container size="sm" py="xl">
        <ErrorPage {...failure} />
      </Container>
    </main>
  ),
})

/** A page within the shell: its file's default export, loaded when it is first needed. */
const page = <const P extends string>(path: P, load: Load, needs?: Needs) =>
  createRoute({
    getParentRoute: () => shellRoute,
    path,
    component: lazyRouteComponent(load),
    // Anew for each thing: what was typed, or which dialog is open, on the page of one is nothing for the next.
    remountDeps: ({ params }) => params,
    staticData: needs ? { needs } : {},
  })

/** A page for people who are not signed in. */
const outside = <const P extends string>(path: P, load: Load) =>
  createRoute({ getParentRoute: () => rootRoute, path, component: lazyRouteComponent(load) })

const seesUsers = [permission.manageUsers, permission.viewMembers, permission.viewEndUsers] as const

/** Whoever has to do with members sees what they may do, and by which role. */
const seesRoles = [permission.manageOrganizationRoles, permission.viewMembers]

/** Whoever has to do with how people sign in, or with what their claims make of them. */
const seesProviders = [permission.manageAuthentication, permission.manageUsers, permission.manageEndUserGroups]
const seesStages = [permission.viewStage, permission.managePortfolio]
const seesAssets = [permission.openAssets, permission.createAssets, permission.deleteAssets, permission.deployAssets]

/**
 * The pages. A line here makes a page: it is routed, loaded by itself, shown to those who may see it and, where
 * navigation.ts knows its path, in the sidebar and in the search. The server has the same paths in
 * http/portal-pages.ts.
 */
export const shellPages = [
  page('/', () => import('../pages/home/home-page.tsx')),
  page('/account', () => import('../pages/account/account-page.tsx')),
  page('/api-clients', () => import('../pages/api-clients/api-clients-page.tsx'), permission.manageApiClients),
  page('/api-clients/new', () => import('../pages/api-clients/new-api-client-page.tsx'), permission.manageApiClients),
  page('/api-clients/$key', () => import('../pages/api-clients/api-client-page.tsx'), permission.manageApiClients),
  page(
    '/api-clients/$key/credentials',
    () => import('../pages/api-clients/credentials-page.tsx'),
    permission.manageApiClients,
  ),
  page(
    '/api-clients/$key/permissions',
    () => import('../pages/api-clients/permissions-page.tsx'),
    permission.manageApiClients,
  ),
  page('/users', () => import('../pages/users/users-page.tsx'), seesUsers),
  page('/users/invite', () => import('../pages/users/invite-page.tsx'), permission.manageUsers),
  page('/users/import', () => import('../pages/users/import/import-page.tsx'), permission.manageUsers),
  page('/users/$key', () => import('../pages/users/user-page.tsx'), seesUsers),
  page('/groups', () => import('../pages/groups/groups-page.tsx'), permission.manageEndUserGroups),
  page('/groups/new', () => import('../pages/groups/new-group-page.tsx'), permission.manageEndUserGroups),
  page('/groups/$key', () => import('../pages/groups/group-page.tsx'), permission.manageEndUserGroups),
  page('/organization-roles', () => import('../pages/organization-roles/roles-page.tsx'), seesRoles),
  page(
    '/organization-roles/new',
    () => import('../pages/organization-roles/new-role-page.tsx'),
    permission.manageOrganizationRoles,
  ),
  page('/organization-roles/$key', () => import('../pages/organization-roles/role-page.tsx'), seesRoles),
  page(
    '/organization-roles/$key/edit',
    () => import('../pages/organization-roles/edit-role-page.tsx'),
    permission.manageOrganizationRoles,
  ),
  page('/identity-providers', () => import('../pages/identity-providers/providers-page.tsx'), seesProviders),
  page(
    '/identity-providers/new',
    () => import('../pages/identity-providers/new-provider-page.tsx'),
    permission.manageAuthentication,
  ),
  page('/identity-providers/$key', () => import('../pages/identity-providers/provider-page.tsx'), seesProviders),
  page(
    '/identity-providers/$key/edit',
    () => import('../pages/identity-providers/edit-provider-page.tsx'),
    permission.manageAuthentication,
  ),
  page('/assets', () => import('../pages/assets/assets-page.tsx'), seesAssets),
  page('/assets/$key', () => import('../pages/assets/asset-page.tsx'), seesAssets),
  page('/stages', () => import('../pages/stages/stages-page.tsx'), seesStages),
  page('/audit-trail', () => import('../pages/audit-trail/audit-trail-page.tsx'), permission.viewAuditTrail),
  page('/mail', () => import('../pages/mail/mail-page.tsx'), permission.manageMail),
  page('/mailbox', () => import('../pages/mailbox/mailbox-page.tsx'), permission.manageMail),
] as const

export const outsidePages = [
  outside('/sign-in', () => import('../pages/sign-in/failed-sign-in-page.tsx')),
  outside('/sign-in/$uid', () => import('../pages/sign-in/sign-in-page.tsx')),
  outside('/set-up', () => import('../pages/sign-in/set-up-page.tsx')),
  outside('/forgotten-password', () => import('../pages/sign-in/forgotten-password-page.tsx')),
  outside('/accept-invitation', () => import('../pages/sign-in/accept-invitation-page.tsx')),
] as const
