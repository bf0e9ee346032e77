import { Problem } from '../../../problems/problem.ts'

/** RFC 9110, section 11.6.1: a 401 names a way to authenticate. There is a registered one for tokens only. */
export const sessionEnded = (): Problem =>
  new Problem('session_ended', 'The session has ended, or its user may not sign in any more. Sign in again.', {
    'www-authenticate': 'Bearer',
  })
