import { createRouter } from '@tanstack/react-router'
import { basePath } from '../api/base-path.ts'
import { parseSearch, stringifySearch } from '../components/navigation/search.ts'
import { ErrorPage } from '../components/page/error-page.tsx'
import { NotFoundPage } from '../components/page/not-found-page.tsx'
import { PageSkeleton } from '../components/page/page-skeleton.tsx'
import { publicPages, shellPages } from './pages.tsx'
import { rootRoute } from './root-route.tsx'
import { shellRoute } from './shell-route.tsx'

const routeTree = rootRoute.addChildren([shellRoute.addChildren(shellPages), ...publicPages])

export const router = createRouter({
  routeTree,
  basepath: basePath || '/',
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPendingMs: 200,
  defaultPendingMinMs: 0,
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
  // The page of another user starts anew: what was typed and open dialogs do not stay.
  defaultRemountDeps: ({ params }) => params,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
