import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text } from '@mantine/core'
import { asProblem } from '../../api/problem.ts'
import { Notice } from './notice.tsx'
import { RawWords } from './raw-words.tsx'
import { TraceId } from './trace-id.tsx'
import { wordsOfProblem } from './words-of-problem.ts'

interface ErrorPanelProps {
  error: unknown
  /** Shows a button that tries again */
  onRetry?: () => void
}

/** What went wrong and what to do; the trace ID where an administrator has to look into the server's log. */
export function ErrorPanel({ error, onRetry }: ErrorPanelProps) {
  const { i18n } = useLingui()
  const { title, detail, traceId, raw } = wordsOfProblem(asProblem(error), i18n)
  return (
    <Notice role="alert" tone="bad" title={title}>
      <Stack gap={8} align="flex-start">
        <Text size="sm">{detail}</Text>
        {raw && <RawWords>{raw}</RawWords>}
        {traceId && <TraceId value={traceId} />}
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            <Trans>Try again</Trans>
          </Button>
        )}
      </Stack>
    </Notice>
  )
}
