import { msg, plural } from '@lingui/core/macro'
import { daysUntil } from '../../components/forms/expiry-days.ts'
import { pageI18n } from '../../components/language/page-language.ts'
import { formatRelativeTime } from '../../components/values/format-time.ts'
import type { ApiClientDetails } from './queries.ts'

/** What the status means for this client, and what would change it. */
export function statusReason(client: ApiClientDetails): string {
  const { status, secrets, secretExpiresAt, permissions } = client
  const i18n = pageI18n()
  const ago = formatRelativeTime(secretExpiresAt)
  switch (status) {
    case 'Suspended':
      return i18n._(msg`It gets no tokens, and those it has are refused. Resume it to let it work again.`)
    case 'Expired':
      return i18n._(msg`Its secret expired ${ago}. Generate a new one to let it get tokens again.`)
    case 'NeedsAttention':
      // With scopes of APIs, the secret alone is the reason.
      return (
        (secrets.length > 0 ? expiresSoon(secretExpiresAt) : undefined) ??
        i18n._(msg`It has neither permissions nor scopes of APIs, so it may do nothing.`)
      )
    case 'Available':
      if (secrets.length === 0)
        return i18n._(msg`Its secret expired ${ago}. It gets tokens with its public keys, and with a new secret.`)
      return permissions.length > 0
        ? i18n._(msg`It can get tokens and use its permissions.`)
        : i18n._(msg`It can get tokens for the APIs of which it has scopes.`)
  }
}

function expiresSoon(secretExpiresAt: string): string | undefined {
  const days = daysUntil(secretExpiresAt)
  if (days > 14) return undefined
  if (days < 1) return pageI18n()._(msg`Its secret expires within a day. Generate a new one in time.`)
  return pageI18n()._(
    msg`${plural(days, { one: 'Its secret expires in # day.', other: 'Its secret expires in # days.' })} Generate a new one in time.`,
  )
}
