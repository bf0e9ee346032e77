import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/**
 * Moves the focus to the heading of each new page: screen readers say it, and the next Tab starts at the top.
 * A changed filter is no new page. A dialog that was opened while the page loaded, such as the search, keeps the focus.
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
