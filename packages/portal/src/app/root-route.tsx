import { createRootRoute, Outlet } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { Search } from '../components/navigation/search.ts'
import { NotFoundPage } from '../components/page/not-found-page.tsx'
import { useFocusOnNavigation } from './use-focus-on-navigation.ts'

// Loaded once the page is there. What it has to show until then waits in a store.
const Notifications = lazy(() => import('./notifications.tsx'))

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
  return (
    <>
      <Outlet />
      <Suspense>
        <Notifications />
      </Suspense>
    </>
  )
}
