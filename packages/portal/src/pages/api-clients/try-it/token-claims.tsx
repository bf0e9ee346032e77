import { Group, Text } from '@mantine/core'
import { CopyButton } from '../../../components/values/copy-button.tsx'
import { formatExactTime, formatRelativeTime } from '../../../components/values/format-time.ts'
import classes from '../api-clients.module.css'
import type { Token } from './exchange.ts'

/** The claims of RFC 9068, section 2.2. */
const meanings: Record<string, string> = {
  iss: 'who issued it',
  sub: 'who it stands for',
  aud: 'what accepts it',
  client_id: 'the API client',
  iat: 'issued',
  exp: 'expires',
  jti: 'its own ID',
  alg: 'signed with',
  kid: 'by the key',
  typ: 'kind',
}

const times = ['iat', 'exp', 'nbf']

/** The claims of the token. It has no permissions: these are looked up at each request. */
export function TokenClaims({ token: { value, header, claims } }: { token: Token }) {
  const facts = [...Object.entries(header), ...Object.entries(claims)]
  return (
    <div>
      <Group justify="space-between" mb={6}>
        <Text fw={600} size="sm">
          The token says
        </Text>
        <CopyButton value={value} what="token" withLabel />
      </Group>
      <dl className={classes.claims}>
        {facts.map(([name, content]) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
              <span>{meanings[name]}</span>
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
