import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/**
 * Moves the focus to the heading of each new page, so that a screen reader says where one is and the next Tab is at the
 * top of the page. A changed filter is no new page. Whoever has opened a dialog before a slow page was there, such as the
 * search, goes on in that.
 */
export function useFocusOnNavigation(): void {
  const router = useRouter()
  useEffect(() => {
    let begunIn: Element | null = null
    const unsubscribe = [
      router.subscribe('onBeforeNavigate', () => {
        begunIn = focusedDialog()
      }),
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (!fromLocation || !pathChanged) return
        const dialog = focusedDialog()
        if (dialog && dialog !== begunIn) return
        const target = document.querySelector<HTMLElement>('main h1') ?? document.querySelector<HTMLElement>('main')
        target?.focus({ preventScroll: true })
      }),
    ]
    return () => {
      for (const end of unsubscribe) end()
    }
  }, [router])
}

const focusedDialog = (): Element | null => document.activeElement?.closest('[role=dialog]') ?? null
