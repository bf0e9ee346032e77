import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Group, Text, VisuallyHidden } from '@mantine/core'
import { CodeBlock } from '../../../components/values/code-block.tsx'
import { CopyButton } from '../../../components/values/copy-button.tsx'
import { formatNumber } from '../../../components/values/format-number.ts'
import classes from '../api-clients.module.css'
import type { Exchange } from './exchange.ts'

interface ExchangeViewProps {
  exchange: Exchange
  /** Only the first line is shown at first */
  isFolded?: boolean
}

/** A longer answer is cut, to keep the page fast. */
const longest = 100_000

/** The request and the answer: status, time, size and body. */
export function ExchangeView({ exchange, isFolded = false }: ExchangeViewProps) {
  const { t } = useLingui()
  const { method, url, body, answer, traceId } = exchange
  const { pathname, search } = new URL(url, location.origin)
  return (
    <details className={classes.exchange} open={!isFolded}>
      <summary>
        <span className={classes.request}>
          <b>{method}</b> {pathname + search}
        </span>
        <Outcome exchange={exchange} />
      </summary>
      <div className={classes.exchangeBody}>
        {body !== undefined && (
          <>
            <Text size="xs" c="dimmed" mb={4}>
              <Trans>Request</Trans>
            </Text>
            <CodeBlock label={t`Request body`}>{body}</CodeBlock>
          </>
        )}
        <Group justify="space-between" mt={body === undefined ? 0 : 'sm'} mb={4}>
          <Text size="xs" c="dimmed">
            {traceId ? t`Response, trace ID ${traceId}` : t`Response`}
          </Text>
          {answer !== '' && <CopyButton value={answer} what={t`response`} />}
        </Group>
        {answer === '' ? (
          <Text size="sm" c="dimmed">
            <Trans>No body</Trans>
          </Text>
        ) : (
          <CodeBlock label={t`Response`} isLimited>
            {answer.length > longest
              ? [answer.slice(0, longest), t`… cut here. Copy it to have all of it.`].join('\n')
              : answer}
          </CodeBlock>
        )}
      </div>
    </details>
  )
}

function Outcome({ exchange: { status, statusText, milliseconds, bytes } }: { exchange: Exchange }) {
  const time = milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)
  return (
    <span className={classes.outcome}>
      <Badge variant="default" tt="none" className={classes.status} data-good={status < 400}>
        {status} {statusText}
      </Badge>
      <span>{time} ms</span>
      <span>{bytes < 1024 ? `${bytes} B` : `${formatNumber(Math.round(bytes / 1024))} kB`}</span>
    </span>
  )
}

/** The result for screen readers. Reading the whole answer would take minutes. */
export function ExchangeStatus({ exchanges }: { exchanges: readonly Exchange[] }) {
  const { t } = useLingui()
  const last = exchanges.at(-1)
  const status = last?.status
  const milliseconds = Math.ceil(last?.milliseconds ?? 0)
  return (
    <VisuallyHidden role="status">{last && t`Response with status ${status} after ${milliseconds} ms`}</VisuallyHidden>
  )
}
