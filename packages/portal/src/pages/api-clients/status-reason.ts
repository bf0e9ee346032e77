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
      // With scopes of APIs, the secret alone is the reason.
      return expiresSoon(secretExpiresAt) ?? 'It has neither permissions nor scopes of APIs, so it may do nothing.'
    case 'Available':
      return permissions.length > 0
        ? 'It can get tokens and use its permissions.'
        : 'It can get tokens for the APIs of which it has scopes.'
  }
}

function expiresSoon(secretExpiresAt: string): string | undefined {
  const days = daysUntil(secretExpiresAt)
  if (days > 14) return undefined
  const when = days < 1 ? 'within a day' : `in ${formatCount(days, 'day')}`
  return `Its secret expires ${when}. Generate a new one in time.`
}
