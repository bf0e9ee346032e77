import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ErrorPanel } from '../feedback/error-panel.tsx'

/** Shown instead of a page that failed. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  useEffect(() => {
    // After a new build, an open page asks for files that are gone. A new document names the new ones. Once only.
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
