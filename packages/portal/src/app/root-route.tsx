import { I18nProvider } from '@lingui/react'
import { useNotifications } from '@mantine/notifications'
import { createRootRoute, Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useLayoutEffect, useState } from 'react'
import { useBrandColor } from '../components/branding/use-branding.ts'
import { useLanguage } from '../components/language/language.ts'
import { setPageLanguage } from '../components/language/page-language.ts'
import type { Search } from '../components/navigation/search.ts'
import { NotFoundPage } from '../components/page/not-found-page.tsx'
import { useEnterInChoices } from './use-enter-in-choices.ts'
import { useFocusAfterBusy } from './use-focus-after-busy.ts'
import { useFocusOnNavigation } from './use-focus-on-navigation.ts'

// Loaded some time after the page, or with the first that it has to show: until then that waits in a store.
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
  useFocusAfterBusy()
  useEnterInChoices()
  useBrandColor()
  // It is hidden already: see index.html.
  useEffect(() => document.getElementById('outline')?.remove(), [])
  const areNotificationsNeeded = useNotificationsNeeded()
  const language = useLanguage()
  const i18n = setPageLanguage(language)
  useLayoutEffect(() => {
    document.documentElement.lang = i18n.locale
  }, [i18n])
  return (
    <I18nProvider i18n={i18n}>
      <Outlet />
      {areNotificationsNeeded && (
        <Suspense>
          <Notifications />
        </Suspense>
      )}
    </I18nProvider>
  )
}

/** Milliseconds. By then it comes too late to slow the first page down. */
const notificationsAfter = 5_000

function useNotificationsNeeded(): boolean {
  const { notifications } = useNotifications()
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), notificationsAfter)
    return () => clearTimeout(timer)
  }, [])
  return isLate || notifications.length > 0
}
