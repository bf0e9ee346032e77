import { StatusBadge } from '../../components/status-badge.tsx'
import { type Mail, statuses } from './mail-list-query.ts'

export function MailStatusBadge({ mail: { status } }: { mail: Pick<Mail, 'status'> }) {
  const { label, tone } = statuses.find(({ value }) => value === status) ?? { label: status, tone: 'quiet' as const }
  return <StatusBadge status={label} tone={tone} />
}
