import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Text } from '@mantine/core'
import { CopyButton } from '../../../components/values/copy-button.tsx'
import { formatExactTime, formatRelativeTime } from '../../../components/values/format-time.ts'
import classes from '../api-clients.module.css'
import type { Token } from './exchange.ts'

/** The claims of RFC 9068, section 2.2. */
const meanings: Record<string, MessageDescriptor> = {
  iss: msg`issuer`,
  sub: msg`subject`,
  aud: msg`audience: who accepts it`,
  client_id: msg`API client`,
  iat: msg`issued`,
  exp: msg`expires`,
  jti: msg`ID of the token`,
  alg: msg`signature algorithm`,
  kid: msg`signing key`,
  typ: msg`token type`,
}

const times = ['iat', 'exp', 'nbf']

/** The claims of the token. It has no permissions: these are looked up at each request. */
export function TokenClaims({ token: { value, header, claims } }: { token: Token }) {
  const { t, i18n } = useLingui()
  const facts = [...Object.entries(header), ...Object.entries(claims)]
  return (
    <div>
      <Group justify="space-between" mb={6}>
        <Text fw={600} size="sm">
          <Trans>Claims of the token</Trans>
        </Text>
        <CopyButton value={value} what={t`token`} withLabel />
      </Group>
      <dl className={classes.claims}>
        {facts.map(([name, content]) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
              <span>{meanings[name] && i18n._(meanings[name])}</span>
            </dt>
            <dd>{times.includes(name) ? timeOf(Number(content)) : textOf(content)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

const textOf = (content: unknown): string => (typeof content === 'string' ? content : JSON.stringify(content))

function timeOf(seconds: number): string {
  const time = new Date(seconds * 1000).toISOString()
  return `${seconds}: ${formatExactTime(time)}, ${formatRelativeTime(time)}`
}
