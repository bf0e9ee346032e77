import type { I18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { SignInMethod } from '../../api/portal-session.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { type Column, DataTable } from '../../components/lists/data-table.tsx'
import { Section } from '../../components/page/section.tsx'
import { formatExactTime } from '../../components/values/format-time.ts'
import { signInMethods } from '../../components/values/sign-in-methods.ts'
import { NoValue } from './no-value.tsx'
import { type AuditEntry, auditQuery, type User } from './queries.ts'

const shown = 5

/** The last sign-ins, to the portal and to applications, as the audit trail has them. */
export function RecentSignIns({ user }: { user: User }) {
  const { t, i18n } = useLingui()
  const { data, error, refetch } = useQuery(
    auditQuery(user.key, { entityKey: [user.key], action: ['user.signed-in'], limit: shown }),
  )
  const isEmpty = data?.results.length === 0
  return (
    <Section title={t`Last sign-ins`}>
      {error ? (
        <ErrorPanel error={error} onRetry={() => refetch()} />
      ) : isEmpty ? (
        <NoValue>
          {user.lastLoginAt === null ? (
            <Trans>No sign-ins in the audit trail</Trans>
          ) : (
            <Trans>The audit trail begins after the last sign-in</Trans>
          )}
        </NoValue>
      ) : (
        <DataTable
          caption={t`Last sign-ins`}
          columns={columnsOf(i18n)}
          items={data?.results}
          keyOf={({ key }) => key}
          expected={2}
        />
      )}
    </Section>
  )
}

const Unknown = () => (
  <NoValue>
    <Trans>Unknown</Trans>
  </NoValue>
)

const columnsOf = (i18n: I18n): Column<AuditEntry>[] => [
  { header: i18n._(msg`Time`), render: ({ occurredAt }) => formatExactTime(occurredAt) },
  {
    header: i18n._(msg`With`),
    render: ({ newValues }) => {
      const method = signInMethods[newValues?.method as SignInMethod]
      return method ? i18n._(method) : <Unknown />
    },
  },
  { header: i18n._(msg`From`), render: ({ actor }) => actor.address ?? <Unknown /> },
]
