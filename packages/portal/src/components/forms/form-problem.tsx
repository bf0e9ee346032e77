import { lazy, Suspense } from 'react'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import type { Form } from './use-form.ts'

// Two people rarely change the same thing.
const ConflictNotice = lazy(() => import('./conflict-notice.tsx'))

/** Above the fields: a problem that belongs to none of them, or what somebody else has changed meanwhile. */
export function FormProblem<V>({ form: { problem, conflict } }: { form: Form<V> }) {
  if (problem) return <ErrorPanel error={problem} />
  if (!conflict) return null
  return (
    <Suspense>
      <ConflictNotice conflict={conflict} />
    </Suspense>
  )
}
