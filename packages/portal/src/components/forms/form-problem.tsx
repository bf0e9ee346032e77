import { useLingui } from '@lingui/react/macro'
import { lazy, Suspense } from 'react'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { Notice } from '../feedback/notice.tsx'
import { RawWords } from '../feedback/raw-words.tsx'
import type { Form } from './use-form.ts'

// Two people rarely change the same thing.
const ConflictNotice = lazy(() => import('./conflict-notice.tsx'))

/**
 * Above the fields: a problem that belongs to none of them, the server's own words where they say more than those at the
 * field, or what somebody else has changed meanwhile.
 */
export function FormProblem<V>({ form: { problem, raw, conflict } }: { form: Form<V> }) {
  if (problem) return <ErrorPanel error={problem} />
  if (raw !== undefined) return <RefusedField raw={raw} />
  if (!conflict) return null
  return (
    <Suspense>
      <ConflictNotice conflict={conflict} />
    </Suspense>
  )
}

function RefusedField({ raw }: { raw: string }) {
  const { t } = useLingui()
  return (
    <Notice tone="bad" title={t`A value is not allowed`}>
      <RawWords>{raw}</RawWords>
    </Notice>
  )
}
