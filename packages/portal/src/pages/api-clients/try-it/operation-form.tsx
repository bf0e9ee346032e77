import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Select, Stack, Text, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { addressOf } from '../../../api/base-path.ts'
import { ErrorPanel } from '../../../components/feedback/error-panel.tsx'
import { Notice } from '../../../components/feedback/notice.tsx'
import { pageI18n } from '../../../components/language/page-language.ts'
import { Quiet } from '../../../components/values/quiet.tsx'
import classes from '../api-clients.module.css'
import { operationsQuery } from '../queries.ts'
import { type Exchange, exchange, type Token } from './exchange.ts'
import { ExchangeStatus, ExchangeView } from './exchange-view.tsx'
import { exampleBody, type Operation, operationUrl } from './operation.ts'
import { ParameterFields } from './parameter-fields.tsx'

const usualOperation = `get ${addressOf('/api/identity/v1/users')}`

/** An operation of the OpenAPI documents, its parameters and its answer. */
export function OperationForm({ token }: { token: Token | undefined }) {
  const { t } = useLingui()
  const { data: operations, error, refetch } = useQuery(operationsQuery)
  const [chosen, setChosen] = useState(usualOperation)
  if (error) return <ErrorPanel error={error} onRetry={() => refetch()} />
  const operation = operations?.find(({ id }) => id === chosen)
  const apis = [...new Set(operations?.map(({ api }) => api))]
  return (
    <Stack gap="md">
      <Select
        label={t`Operation`}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t`No operation found`}
        styles={{ option: { overflowWrap: 'anywhere' } }}
        data={apis.map((api) => ({
          group: api,
          items: (operations ?? [])
            .filter((one) => one.api === api)
            .map(({ id, method, path }) => ({ value: id, label: `${method} ${path}` })),
        }))}
        value={operations ? chosen : null}
        onChange={(value) => setChosen(value ?? usualOperation)}
        maw={640}
      />
      {operation && <Call key={operation.id} operation={operation} token={token} />}
    </Stack>
  )
}

/** Mounted anew for each operation. */
function Call({ operation, token }: { operation: Operation; token: Token | undefined }) {
  const { t } = useLingui()
  const { method, parameters, body, summary, permissions } = operation
  const [values, setValues] = useState<Record<string, string>>(() => startingValues(operation))
  const [text, setText] = useState(() => (body ? JSON.stringify(exampleBody(body), null, 2) : ''))
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [isAsking, setAsking] = useState(false)
  const [answer, setAnswer] = useState<Exchange>()
  const [error, setError] = useState<unknown>()
  const named = permissions.named.join(', ')
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const found = problemsOf(operation, values, text)
    setWrong(found)
    if (!token || isAsking || Object.keys(found).length > 0) return
    setAsking(true)
    setError(undefined)
    try {
      const headers = {
        authorization: `Bearer ${token.value}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      }
      setAnswer(await exchange(method, operationUrl(operation, values), { headers, ...(body ? { body: text } : {}) }))
    } catch (thrown) {
      setAnswer(undefined)
      setError(thrown)
    } finally {
      setAsking(false)
    }
  }
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="md">
        <Text size="sm" maw={640}>
          <span lang="en">{summary}.</span>{' '}
          <Quiet>
            {permissions.anyPermission
              ? t`Any permission allows it.`
              : t`One of these permissions allows it: ${named}.`}
          </Quiet>
        </Text>
        <ParameterFields
          parameters={parameters}
          values={values}
          errors={wrong}
          onChange={(name, value) => setValues((before) => ({ ...before, [name]: value }))}
        />
        {body && (
          <Textarea
            label={t`Body, as JSON`}
            autosize
            minRows={4}
            maxRows={18}
            spellCheck={false}
            classNames={{ input: classes.json }}
            value={text}
            error={wrong.body}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        {method !== 'GET' && <Notice tone="warning">{t`This changes the organization’s data.`}</Notice>}
        <div>
          <Button type="submit" loading={isAsking} disabled={!token}>
            <Trans>Send</Trans>
          </Button>
          {!token && (
            <Text span size="sm" c="dimmed" ms="sm">
              <Trans>Get a token first.</Trans>
            </Text>
          )}
        </div>
        {error !== undefined && <ErrorPanel error={error} />}
        {answer && <ExchangeView exchange={answer} />}
        <ExchangeStatus exchanges={answer ? [answer] : []} />
      </Stack>
    </form>
  )
}

/** A list of ten is enough to look at. */
const startingValues = ({ parameters }: Operation): Record<string, string> =>
  parameters.some(({ name }) => name === 'limit') ? { limit: '10', offset: '0' } : {}

function problemsOf({ parameters, body }: Operation, values: Record<string, string>, text: string) {
  const problems: Record<string, string> = {}
  for (const { name, required } of parameters) {
    if (required && !values[name]?.trim()) problems[name] = pageI18n()._(msg`Enter a value.`)
  }
  if (body) {
    try {
      JSON.parse(text)
    } catch {
      problems.body = pageI18n()._(msg`This is not valid JSON.`)
    }
  }
  return problems
}
