import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { nameOfCode, type ProblemName } from '../../api/problem-name.ts'
import { titleOfCode } from '../../components/feedback/words-of-problem.ts'
import { pageI18n } from '../../components/language/page-language.ts'

/** What programs are refused with, by the server's own titles */
export const refusalTitles = {
  permission_missing: msg`A permission is missing`,
  token_missing: msg`The request has no access token`,
  token_invalid: msg`The access token is not valid`,
  token_expired: msg`The access token has expired`,
  token_revoked: msg`The access token was revoked`,
  client_suspended: msg`The API client is suspended`,
  client_gone: msg`The API client no longer exists`,
  rate_limited: msg`Too many requests in this minute`,
  invalid_body: msg`A field of the body is not valid`,
  invalid_parameter: msg`A parameter is not valid`,
} satisfies Partial<Record<ProblemName, MessageDescriptor>>

const known: Partial<Record<ProblemName, MessageDescriptor>> = refusalTitles

/** Why an API refused a request, in the page's language. @returns undefined where only the server's English title says it */
export function refusalTitle(code: string): string | undefined {
  const i18n = pageI18n()
  const name = nameOfCode(code)
  const title = name && known[name]
  if (title) return i18n._(title)
  return i18n.locale === 'en' ? undefined : titleOfCode(code, i18n)
}
