import { Trans, useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmDialog } from '../../../components/dialogs/confirm-dialog.tsx'
import { ErrorPanel } from '../../../components/feedback/error-panel.tsx'
import { notifyOfSuccess } from '../../../components/feedback/notify.ts'
import { GuardedButton } from '../../../components/forms/guarded-button.tsx'
import { Section } from '../../../components/page/section.tsx'
import { SessionList } from '../../../components/sign-in/session-list.tsx'
import { describeAgent } from '../../../components/values/describe-agent.ts'
import { nameOf } from '../name-of.ts'
import { NoValue } from '../no-value.tsx'
import { invalidateUsers } from '../queries.ts'
import { endSession, endSessions, type UserSession, userSessionsQuery } from './queries.ts'
import type { SectionProps } from './section-props.ts'
import { ToldByMail } from './told-by-mail.tsx'

/** Where the user is signed in. */
export function SessionsSection({ user, reason }: SectionProps) {
  const { data, error, refetch } = useQuery(userSessionsQuery(user.key))
  const { t } = useLingui()
  const [ending, setEnding] = useState<UserSession | 'all'>()
  const session = ending === 'all' ? undefined : ending
  const person = nameOf(user)
  const agent = describeAgent(session?.userAgent ?? null)
  const close = (): void => setEnding(undefined)
  return (
    <Section
      title={t`Sessions`}
      description={t`Where the user is signed in, and in which applications.`}
      actions={
        // Links and codes that were sent end with it: it has an effect without any session, too.
        <GuardedButton reason={reason} variant="default" onClick={() => setEnding('all')}>
          <Trans>End all</Trans>
        </GuardedButton>
      }
    >
      {error ? (
        <ErrorPanel error={error} onRetry={() => refetch()} />
      ) : !data ? (
        <Skeleton h={44} aria-label={t`Loading`} role="status" />
      ) : data.length === 0 ? (
        <NoValue>
          <Trans>The user is signed in nowhere.</Trans>
        </NoValue>
      ) : (
        <SessionList whyNot={reason} sessions={data} onEnd={(session) => setEnding(session)} />
      )}
      <ConfirmDialog
        isOpen={session !== undefined}
        onClose={close}
        title={t`End the session?`}
        confirmLabel={t`End the session`}
        isDangerous
        onConfirm={async () => {
          await endSession(user.key, session?.key ?? '')
          await invalidateUsers()
          notifyOfSuccess(t`The session was ended.`)
        }}
      >
        <Trans>Whoever uses {agent} there has to sign in again, in the applications as well.</Trans>{' '}
        <ToldByMail user={user} />
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={ending === 'all'}
        onClose={close}
        title={t`End all sessions?`}
        confirmLabel={t`End all`}
        isDangerous
        onConfirm={async () => {
          await endSessions(user.key)
          await invalidateUsers()
          notifyOfSuccess(t`All sessions were ended.`)
        }}
      >
        <Trans>
          <bdi>{person}</bdi> has to sign in again everywhere. Whatever else they have begun ends, too: sign-ins on the
          way, and links and codes that they were sent.
        </Trans>{' '}
        {data && data.length > 0 && <ToldByMail user={user} />}
      </ConfirmDialog>
    </Section>
  )
}
