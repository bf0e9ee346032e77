import { msg } from '@lingui/core/macro'
import { pageI18n } from '../../components/language/page-language.ts'

/** The name of a user, or something else by which to recognize the user. */
export function nameOf(user: { key: string; name: string | null; email: string | null }): string {
  const end = user.key.slice(-6)
  return user.name || user.email || pageI18n()._(msg`User ${end}`)
}
