import { useQuery } from '@tanstack/react-query'
import type { SignInMethod } from '../../api/portal-session.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { type Column, DataTable } from '../../components/lists/data-table.tsx'
import { Section } from '../../components/page/section.tsx'
import { formatExactTime } from '../../components/values/format-time.ts'
import { NoValue } from './no-value.tsx'
import { type AuditEntry, auditQuery, type User } from './queries.ts'

const shown = 5

/** The last sign-ins, to the portal and to applications, as the audit trail has them. */
export function RecentSignIns({ user }: { user: User }) {
  const { data, error, refetch } = useQuery(
    auditQuery(user.key, { entityKey: [user.key], action: ['user.signed-in'], limit: shown }),
  )
  const isEmpty = data?.results.length === 0
  return (
    <Section title="Last sign-ins">
      {error ? (
        <ErrorPanel error={error} onRetry={() => refetch()} />
      ) : isEmpty ? (
        <NoValue>None that the audit trail still has.</NoValue>
      ) : (
        <DataTable
          caption="Last sign-ins"
          columns={columns}
          items={data?.results}
          keyOf={({ key }) => key}
          expected={2}
        />
      )}
    </Section>
  )
}

const methods: Record<SignInMethod, string> = {
  password: 'Password',
  'password+totp': 'Password and code',
  passkey: 'Passkey',
  external: 'Account elsewhere',
  'external+totp': 'Account elsewhere and code',
  'external+mfa': 'Account elsewhere and its second factor',
}

const columns: Column<AuditEntry>[] = [
  { header: 'Time', render: ({ occurredAt }) => formatExactTime(occurredAt) },
  {
    header: 'With',
    render: ({ newValues }) => methods[newValues?.method as SignInMethod] ?? <NoValue>Unknown</NoValue>,
  },
  { header: 'From', render: ({ actor }) => actor.address ?? <NoValue>Unknown</NoValue> },
]
