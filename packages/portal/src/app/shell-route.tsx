import { Container } from '@mantine/core'
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { queryClient } from '../api/query-client.ts'
import { sessionQuery } from '../api/session.ts'
import { ErrorPage } from '../components/page/error-page.tsx'
import { rootRoute } from './root-route.tsx'

// A chunk of its own: the sign-in pages do not need it.
const Shell = lazyRouteComponent(() => import('./shell.tsx'))

/** Header and sidebar around the pages for members. Its loader sends everybody else to the sign-in page. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ location }) => {
    // At the same time, so that the slowest one decides how long it takes.
    const [{ permissions }] = await Promise.all([queryClient.ensureQueryData(sessionQuery), Shell.preload?.()])
    // The start page is about administration.
    if (permissions.length === 0 && location.pathname === '/') throw redirect({ to: '/my-applications', replace: true })
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
