import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text } from '@mantine/core'
import { ApiProblem } from '../../api/problem.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { GoneNotice } from '../feedback/gone-notice.tsx'
import { Notice } from '../feedback/notice.tsx'
import type { ListState } from './use-list-state.ts'

interface ListFailureProps {
  error: unknown
  state: ListState
  onRetry: () => void
}

/**
 * Shown instead of a list that could not be loaded. One that the server refuses for what the URL has, such as an old link
 * or one by hand, is refused again however often it is asked for: then it says for what, and offers to remove it.
 */
export function ListFailure({ error, state, onRetry }: ListFailureProps) {
  const { t } = useLingui()
  // What the list is about is gone.
  if (error instanceof ApiProblem && error.status === 404) return <GoneNotice action={<ClearAll state={state} />} />
  if (!(error instanceof ApiProblem) || error.status !== 400) return <ErrorPanel error={error} onRetry={onRetry} />
  const refused = partsOfUrl(state, error.field)
  return (
    <Notice role="alert" tone="bad" title={t`The address of this page has a value that is not possible`}>
      <Stack gap={8} align="flex-start">
        {refused !== '' && <Text size="sm">{refused}</Text>}
        <ClearAll state={state} />
      </Stack>
    </Notice>
  )
}

const ClearAll = ({ state }: { state: ListState }) => (
  <Button size="xs" variant="default" onClick={state.clear}>
    <Trans>Clear search and filters</Trans>
  </Button>
)

/** What parameters of the API call what the URL calls otherwise */
const inParameters: Readonly<Record<string, string>> = { search: 'contains', stage: 'environment' }

/**
 * Those parts that the server's parameter was made from, as the URL holds them; all of them where it named none.
 * @param parameter of the API: `environmentKey` is made from `environment`, `nameContains` from `search`
 */
function partsOfUrl({ view, page }: ListState, parameter: string | undefined): string {
  const all = Object.entries({ ...view, ...(page > 1 && { page: String(page) }) })
  const own = parameter === 'offset' ? 'page' : (parameter?.replace(/\[.*/, '').toLowerCase() ?? '')
  const named = all.filter(([name]) => own.includes(inParameters[name] ?? name.toLowerCase()))
  return (named.length > 0 ? named : all).map(([name, value]) => `${name}=${value}`).join(', ')
}
