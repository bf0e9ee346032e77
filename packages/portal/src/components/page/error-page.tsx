import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ErrorPanel } from '../feedback/error-panel.tsx'

/** In place of a page that cannot be shown. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  useEffect(() => {
    // A page of an older build asks for files that are gone: the new document knows the new ones. Once, not for ever.
    if (!/dynamically imported module|Importing a module script failed/i.test(String(error))) return
    const key = `reloaded ${location.pathname}`
    if (sessionStorage.getItem(key)) return
    sessionStorage.setItem(key, 'yes')
    location.reload()
  }, [error])
  return (
    <ErrorPanel
      error={error}
      onRetry={() => {
        reset()
        router.invalidate()
      }}
    />
  )
}
