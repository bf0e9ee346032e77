import { createRouter } from '@tanstack/react-router'
import { ErrorPage } from '../components/error-page.tsx'
import { NotFoundPage } from '../components/not-found-page.tsx'
import { PageSkeleton } from '../components/page-skeleton.tsx'
import { outsidePages, shellPages, shellRoute } from './pages.tsx'
import { rootRoute } from './root-route.tsx'
import { parseSearch, stringifySearch } from './search.ts'

const routeTree = rootRoute.addChildren([shellRoute.addChildren(shellPages), ...outsidePages])

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPendingMs: 200,
  defaultPendingMinMs: 0,
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
  // Another user's page is another page: nothing stays of the one before, neither what was typed nor an open dialog.
  defaultRemountDeps: ({ params }) => params,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
