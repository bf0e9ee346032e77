import { StatusBadge } from '../../components/values/status-badge.tsx'
import { type Mail, mailStatuses } from './queries.ts'

export function MailStatusBadge({ mail: { status } }: { mail: Pick<Mail, 'status'> }) {
  const { label, tone } = mailStatuses.find(({ value }) => value === status) ?? {
    label: status,
    tone: 'quiet' as const,
  }
  return <StatusBadge status={label} tone={tone} />
}
