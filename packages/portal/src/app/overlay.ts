import { useSyncExternalStore } from 'react'

/** What lies over the page: the search, or the list of keys */
export type Overlay = 'palette' | 'keys'

const listeners = new Set<() => void>()
let shown: Overlay | undefined

/** Shows one of them, or none. */
export function showOverlay(overlay: Overlay | undefined): void {
  shown = overlay
  for (const notify of listeners) notify()
}

export const useOverlay = (): Overlay | undefined => useSyncExternalStore(listen, () => shown)

function listen(notify: () => void): () => void {
  listeners.add(notify)
  return () => listeners.delete(notify)
}
