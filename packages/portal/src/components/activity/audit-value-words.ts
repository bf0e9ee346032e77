import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { pageI18n } from '../language/page-language.ts'
import { bulkActionLabel } from '../values/bulk-action-label.ts'
import { signInMethods } from '../values/sign-in-methods.ts'
import { type Status, statuses } from '../values/statuses.ts'
import { tokenReason } from '../values/token-reason.ts'

const ways: Record<string, MessageDescriptor> = {
  password: msg`Password`,
  code: msg`Code`,
  link: msg`Link`,
  passkey: msg`Passkey`,
  provider: msg`Identity provider`,
}

/** By the field: what the server records of failures, in its own English words */
const words: Record<string, Record<string, MessageDescriptor>> = {
  failed: ways,
  method: signInMethods,
  reason: {
    ...ways,
    wrong: msg`Incorrect`,
    locked: msg`Too many attempts`,
    limit: msg`Too many attempts`,
    'not-valid': msg`The answer of the provider is not valid`,
    denied: msg`The provider did not sign the user in`,
    incomplete: msg`The answer of the provider is not complete`,
    unreachable: msg`The provider cannot be reached`,
  },
}

/** A value of an audit entry in words of the page, where it is one of the server's own. What a person typed has none. */
export function auditValueWords(field: string, value: string): string | undefined {
  if (field === 'status' && Object.hasOwn(statuses, value)) return pageI18n()._(statuses[value as Status].label)
  if (field === 'action') return bulkActionLabel(value)
  const known = Object.hasOwn(words, field) ? words[field] : undefined
  const text = known && Object.hasOwn(known, value) ? known[value] : undefined
  return text ? pageI18n()._(text) : field === 'reason' ? tokenReason(value) : undefined
}
