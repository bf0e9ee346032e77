import { useEffect } from 'react'

/** Names the page in the browser's tab and history. Undefined while the name loads. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Portico` : 'Portico'
  }, [title])
}
