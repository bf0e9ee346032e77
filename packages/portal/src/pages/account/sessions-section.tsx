import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { portalApi } from '../../api/apis.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { Section } from '../../components/page/section.tsx'
import { SessionList } from '../../components/sign-in/session-list.tsx'
import { describeAgent } from '../../components/values/describe-agent.ts'
import type { OwnSession } from './queries.ts'
import { invalidateSessions, ownSessionsQuery } from './queries.ts'

/** The sessions of the member, which can be ended here. */
export function SessionsSection() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(ownSessionsQuery)
  const [ending, setEnding] = useState<OwnSession>()
  const [isEndingAll, setEndingAll] = useState(false)
  const agent = describeAgent(ending?.userAgent ?? null)
  return (
    <Section
      title={t`Sessions`}
      description={t`Where you are signed in, and in which applications. A session ends by itself after some hours.`}
      actions={
        data?.some(({ isCurrent }) => !isCurrent) && (
          <Button variant="default" onClick={() => setEndingAll(true)}>
            <Trans>End all others</Trans>
          </Button>
        )
      }
    >
      {error && <ErrorPanel error={error} onRetry={() => refetch()} />}
      {!data && !error && <Skeleton h={44} aria-label={t`Loading`} role="status" />}
      {data && <SessionList sessions={currentFirst(data)} onEnd={(session) => setEnding(session)} />}
      <ConfirmDialog
        isOpen={ending !== undefined}
        onClose={() => setEnding(undefined)}
        title={t`End the session?`}
        confirmLabel={t`End the session`}
        isDangerous
        onConfirm={async () => {
          await portalApi.delete(`/account/sessions/${ending?.key}`)
          await invalidateSessions()
          notifyOfSuccess(t`The session was ended.`)
        }}
      >
        <Trans>
          Whoever uses {agent} there has to sign in again, in the applications as well. If it was not you, change your
          password as well.
        </Trans>
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={isEndingAll}
        onClose={() => setEndingAll(false)}
        title={t`End all other sessions?`}
        confirmLabel={t`End all others`}
        isDangerous
        onConfirm={async () => {
          await portalApi.delete('/account/sessions')
          await invalidateSessions()
          notifyOfSuccess(t`All other sessions were ended.`)
        }}
      >
        <Trans>
          You stay signed in here. In other browsers, and in the applications there, you have to sign in again.
        </Trans>
      </ConfirmDialog>
    </Section>
  )
}

const currentFirst = (sessions: OwnSession[]): OwnSession[] =>
  [...sessions].sort((one, another) => Number(another.isCurrent) - Number(one.isCurrent))
