import { useLingui } from '@lingui/react/macro'
import { Stack } from '@mantine/core'
import { useState } from 'react'
import { Panel } from '../../../components/page/panel.tsx'
import type { ApiClientDetails } from '../queries.ts'
import type { Token } from './exchange.ts'
import { OperationForm } from './operation-form.tsx'
import { TokenClaims } from './token-claims.tsx'
import { TokenForm } from './token-form.tsx'

/** Does what a program does with the client: get a token, call an operation. */
export function TrySection({ client }: { client: ApiClientDetails }) {
  const { t } = useLingui()
  const [token, setToken] = useState<Token>()
  return (
    <Stack gap="md">
      <Panel
        title={t`1. Get a token`}
        description={t`With the API client’s secret. It goes from this page straight to the token endpoint and is stored nowhere.`}
      >
        <TokenForm client={client} onToken={setToken} />
        {token && <TokenClaims token={token} />}
      </Panel>
      <Panel
        title={t`2. Call an operation`}
        description={t`Only the token counts, not your own permissions. What it changes is really changed.`}
      >
        <OperationForm token={token} />
      </Panel>
    </Stack>
  )
}
