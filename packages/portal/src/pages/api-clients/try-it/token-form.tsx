import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ErrorPanel } from '../../../components/feedback/error-panel.tsx'
import { Notice } from '../../../components/feedback/notice.tsx'
import classes from '../api-clients.module.css'
import type { ApiClientDetails } from '../queries.ts'
import { statusReason } from '../status-reason.ts'
import { type Exchange, getToken, type Token } from './exchange.ts'
import { ExchangeStatus, ExchangeView } from './exchange-view.tsx'

interface TokenFormProps {
  client: ApiClientDetails
  onToken(token: Token | undefined): void
}

export function TokenForm({ client, onToken }: TokenFormProps) {
  const { t } = useLingui()
  const { clientId, secretLastFour, status, secrets } = client
  const [secret, setSecret] = useState('')
  const [missing, setMissing] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const [exchanges, setExchanges] = useState<Exchange[]>([])
  const [error, setError] = useState<unknown>()
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setMissing(secret.trim() === '')
    if (secret.trim() === '' || isAsking) return
    setAsking(true)
    setError(undefined)
    try {
      const answer = await getToken(clientId, secret.trim())
      setExchanges(answer.exchanges)
      onToken(answer.token)
      if (answer.token) setSecret('')
    } catch (thrown) {
      setExchanges([])
      onToken(undefined)
      setError(thrown)
    } finally {
      setAsking(false)
    }
  }
  return (
    <Stack gap="sm">
      {(status === 'Suspended' || secrets.length === 0) && <Notice tone="warning">{statusReason(client)}</Notice>}
      <form onSubmit={ask} noValidate>
        <Group align="flex-start" gap="sm">
          <TextInput
            label={t`Client secret`}
            description={t`It ends with ${secretLastFour}`}
            value={secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
            error={missing && secret === '' ? t`Paste the secret that was shown when it was generated.` : undefined}
            // Not a password field, so that browsers do not offer to store it.
            classNames={{ input: classes.masked }}
            autoComplete="off"
            spellCheck={false}
            data-1p-ignore
            flex="1 1 260px"
            maw={520}
          />
          <Button
            type="submit"
            // What is refused for sure can be tried, but nothing asks for it.
            variant={status === 'Suspended' ? 'default' : 'filled'}
            loading={isAsking}
            mt={{ base: 0, xs: 44 }}
          >
            <Trans>Get a token</Trans>
          </Button>
        </Group>
      </form>
      {error !== undefined && <ErrorPanel error={error} />}
      <Stack gap="xs">
        {exchanges.map((exchange) => (
          <ExchangeView key={exchange.url} exchange={exchange} isFolded={exchange.status < 400} />
        ))}
      </Stack>
      <ExchangeStatus exchanges={exchanges} />
    </Stack>
  )
}
