import { createRootRoute, Outlet } from '@tanstack/react-router'
import { NotFoundPage } from '../components/not-found-page.tsx'
import { useFocusOnNavigation } from './focus.ts'

/** Everything that a URL holds beside its path: texts, as `search.ts` reads them. */
export type Search = Record<string, string | string[] | undefined>

/** The root of all pages, with the shell and without. */
export const rootRoute = createRootRoute({
  validateSearch: (search: Search): Search => search,
  component: Root,
  notFoundComponent: () => (
    <main>
      <NotFoundPage />
    </main>
  ),
})

function Root() {
  useFocusOnNavigation()
  return <Outlet />
}
