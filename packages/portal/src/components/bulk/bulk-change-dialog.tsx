import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { Dialog } from '../dialogs/dialog.tsx'
import { useLastDefined } from '../dialogs/use-last-defined.ts'
import { ThingFailure } from '../feedback/thing-failure.tsx'
import { useUrlSelection } from '../lists/use-url-selection.ts'
import { useActionTexts } from './action-texts.ts'
import { type BulkChange, bulkChangeQuery, canBeUndone, invalidateChanged } from './queries.ts'

// Not part of every list
const ChangeReport = lazy(() => import('./change-report.tsx'))

/** The progress and the report of the change in the URL, so that reloading the page finds it again. */
export function BulkChangeDialog() {
  const { t } = useLingui()
  const [key, select] = useUrlSelection('change')
  // It goes on when the dialog is closed, and the page behind it shows what it has changed once it is over.
  const watched = useLastDefined(key)
  const {
    data: change,
    error,
    refetch,
  } = useQuery({
    ...bulkChangeQuery(watched ?? ''),
    enabled: watched !== undefined,
  })
  const textsOf = useActionTexts()
  const close = (): void => {
    select(undefined)
    if (change?.undoAction && !change.undoes && (canBeUndone(change) || !isOver))
      import('./tell-of-undo.tsx').then(
        ({ tellOfUndo }) => tellOfUndo(change.key),
        () => {},
      )
  }
  const titleOf = ({ action, total, undoes, undoAction }: BulkChange): string => {
    const undone = textsOf(undoAction ?? action, undoes?.total ?? total).heading
    return undoes ? t`Undo of “${undone}”` : textsOf(action, total).heading
  }
  const isOver = change !== undefined && change.status !== 'Processing'
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each change
  useEffect(() => {
    if (isOver) invalidateChanged()
  }, [isOver, watched])
  return (
    <Dialog isOpen={key !== undefined} onClose={close} title={change ? titleOf(change) : t`Bulk change`} size="lg">
      {change ? (
        <Suspense>
          <ChangeReport
            key={change.key}
            change={change}
            isOver={isOver}
            onChange={(key) => (key === undefined ? close() : select(key))}
          />
        </Suspense>
      ) : (
        error && <ThingFailure error={error} onRetry={() => refetch()} />
      )}
    </Dialog>
  )
}
