import { msg } from '@lingui/core/macro'
import { ApiProblem } from '../../api/problem.ts'
import { pageI18n } from '../language/page-language.ts'

/** Replaces the browser's message for a failed passkey, which is written for programmers. */
export function passkeyProblem(error: unknown): ApiProblem {
  const i18n = pageI18n()
  const name = error instanceof Error ? error.name : ''
  const detail =
    name === 'InvalidStateError'
      ? msg`This device has a passkey for you already.`
      : msg`The browser was not given a passkey: the dialog was closed, took too long, or found none for this site. Try again, or use your password.`
  return new ApiProblem({
    status: 0,
    portalProblem: 'translated',
    title: i18n._(msg`No passkey was used`),
    detail: i18n._(detail),
  })
}
