import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { ApiProblem } from '../../api/problem.ts'
import { ErrorPanel } from './error-panel.tsx'
import { Notice } from './notice.tsx'

/**
 * Shown in the place of one thing that the address names by its key. A key that is none leads to nothing, like that of
 * what was deleted, however often it is tried.
 */
export function ThingFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useLingui()
  if (!(error instanceof ApiProblem) || ![400, 404].includes(error.status))
    return <ErrorPanel error={error} onRetry={onRetry} />
  return (
    <Notice role="alert" tone="bad" title={t`This no longer exists`}>
      <Text size="sm">
        <Trans>It has been deleted, or you may not view it.</Trans>
      </Text>
    </Notice>
  )
}
