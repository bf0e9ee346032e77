import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, Code, Stack } from '@mantine/core'
import { useState } from 'react'
import { ConfirmDialog } from '../dialogs/confirm-dialog.tsx'
import { Notice } from '../feedback/notice.tsx'
import { notifyOfSuccess } from '../feedback/notify.ts'
import { actorName } from '../values/actor-name.ts'
import { formatDay, formatExactTime, formatRelativeTime } from '../values/format-time.ts'
import { Quiet } from '../values/quiet.tsx'
import { TimeAgo } from '../values/time-ago.tsx'
import { LastUsed } from './last-used.tsx'
import classes from './secret-list.module.css'

interface LiveSecret {
  key: string
  lastFour: string
  isCurrent: boolean
  createdAt: string
  createdBy: { type: string; key: string | null; name: string } | null
  expiresAt: string
  lastUsedAt: string | null
}

interface SecretListProps {
  secrets: readonly LiveSecret[]
  /** Of the client: it may have made a secret itself */
  clientKey: string
  /** What ending one means, where it is the only one and where others work on */
  consequence: { ofOnly: string; ofOther: string }
  /** Has the server end the secret */
  end(secretKey: string): Promise<unknown>
}

/** The secrets of a client that work at present: the newest one, and former ones until their overlap ends. */
export function SecretList({ secrets, clientKey, consequence, end }: SecretListProps) {
  const { t } = useLingui()
  const [ending, setEnding] = useState<LiveSecret>()
  const lastFour = ending?.lastFour
  return (
    <Stack gap="md">
      {secrets.length > 1 && (
        <Notice tone="warning" title={t`More than one secret works`}>
          <Trans>
            <Plural value={secrets.length} one="# secret works" other="# secrets work" /> at the same time. End the
            former ones as soon as no program uses them: see when each was last used.
          </Trans>
        </Notice>
      )}
      <ul className={classes.secrets}>
        {secrets.map((secret) => (
          <Secret key={secret.key} secret={secret} clientKey={clientKey} onEnd={() => setEnding(secret)} />
        ))}
      </ul>
      <ConfirmDialog
        isOpen={ending !== undefined}
        onClose={() => setEnding(undefined)}
        title={t`End the secret …${lastFour} now?`}
        confirmLabel={t`End now`}
        isDangerous
        onConfirm={async () => {
          await end(ending?.key ?? '')
          notifyOfSuccess(t`The secret has ended.`)
        }}
      >
        {secrets.length > 1 ? consequence.ofOther : consequence.ofOnly}
      </ConfirmDialog>
    </Stack>
  )
}

function Secret({ secret, clientKey, onEnd }: { secret: LiveSecret; clientKey: string; onEnd(): void }) {
  const { t } = useLingui()
  const { lastFour, isCurrent, expiresAt, createdAt, createdBy, lastUsedAt } = secret
  // The newest one was given a last day; a former one ends with its overlap, at any time of a day.
  const isEndOfDay = expiresAt.endsWith('T23:59:00.000Z')
  const day = formatDay(expiresAt, 'UTC')
  return (
    <li>
      <div className={classes.name}>
        <Code>…{lastFour}</Code>
        <Badge variant="default" tt="none" fw={500}>
          {isCurrent ? t`Newest` : t`Former`}
        </Badge>
      </div>
      <dl className={classes.facts}>
        <div>
          <dt>{t`Expires`}</dt>
          <dd>
            <time dateTime={expiresAt} title={formatExactTime(expiresAt)}>
              {isEndOfDay ? t`${day}, 23:59 UTC` : formatExactTime(expiresAt)}
            </time>{' '}
            <Quiet>({formatRelativeTime(expiresAt)})</Quiet>
          </dd>
        </div>
        <div>
          <dt>{t`Created`}</dt>
          <dd>
            <Created at={createdAt} by={createdBy} clientKey={clientKey} />
          </dd>
        </div>
        <div>
          <dt>{t`Last used`}</dt>
          <dd>
            <LastUsed time={lastUsedAt} />
          </dd>
        </div>
      </dl>
      <Button variant="default" size="xs" aria-label={t`End now: the secret …${lastFour}`} onClick={onEnd}>
        {t`End now`}
      </Button>
    </li>
  )
}

function Created({ at, by, clientKey }: { at: string; by: LiveSecret['createdBy']; clientKey: string }) {
  const time = <TimeAgo time={at} />
  if (!by) return time
  if (by.key === clientKey) return <Trans>{time} by the API client itself</Trans>
  const name = <bdi>{actorName(by)}</bdi>
  return (
    <Trans>
      {time} by {name}
    </Trans>
  )
}
