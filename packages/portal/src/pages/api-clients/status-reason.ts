import { daysUntil } from '../../components/forms/expiry-days.ts'
import { formatCount } from '../../components/values/format-count.ts'
import { formatRelativeTime } from '../../components/values/format-time.ts'
import type { ApiClientDetails } from './queries.ts'

/** What the status means for this client, and what would change it. */
export function statusReason(client: ApiClientDetails): string {
  const { status, secretExpiresAt, permissions } = client
  switch (status) {
    case 'Suspended':
      return 'It gets no tokens, and those it has are refused. Resume it to let it work again.'
    case 'Expired':
      return `Its secret expired ${formatRelativeTime(secretExpiresAt)}. Generate a new one to let it get tokens again.`
    case 'NeedsAttention':
      return [expiresSoon(secretExpiresAt), permissions.length === 0 && 'It has no permissions, so it may do nothing.']
        .filter(Boolean)
        .join(' ')
    case 'Available':
      return 'It can get tokens and use its permissions.'
  }
}

function expiresSoon(secretExpiresAt: string): string | undefined {
  const days = daysUntil(secretExpiresAt)
  if (days > 14) return undefined
  const when = days < 1 ? 'within a day' : `in ${formatCount(days, 'day')}`
  return `Its secret expires ${when}. Generate a new one in time.`
}
