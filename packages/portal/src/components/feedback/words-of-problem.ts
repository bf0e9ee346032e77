import type { I18n, MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { ApiProblem, type PortalProblem, type ProblemWords } from '../../api/problem.ts'
import type { wordsOfServerProblem } from './words-of-server-problem.ts'

let wordsOfServer: typeof wordsOfServerProblem | undefined

/** Loads the words for what the server refuses, once: with the first problem, since most visits have none. */
export async function loadProblemWords(): Promise<void> {
  wordsOfServer ??= (await import('./words-of-server-problem.ts')).wordsOfServerProblem
}

/** What the portal finds itself. Not loaded later: the server may be out of reach. */
const portalWords: Record<Exclude<PortalProblem, 'translated'>, [MessageDescriptor, MessageDescriptor]> = {
  unreachable: [msg`The server cannot be reached`, msg`No answer came. Check the connection, then try again.`],
  'session-over': [msg`Your session has ended`, msg`What you have entered is still here. Try again to sign in.`],
  'somebody-else': [
    msg`Somebody else has signed in`,
    msg`In another tab of this browser. Load this page again to go on.`,
  ],
  'page-failed': [
    msg`Something went wrong on this page`,
    msg`Load the page again. If it happens again, try another browser, and tell whoever operates this server.`,
  ],
}

/**
 * A problem in the language of the page. The server's own sentence, which is English, is shown as it is only where the page
 * is English, too, and the portal has no words for it. The trace ID is for what an administrator has to look up.
 */
export function wordsOfProblem(problem: ApiProblem, i18n: I18n): ProblemWords {
  const { title, detail, status, traceId, portalProblem } = problem
  if (portalProblem === 'translated') return { title, detail, traceId: undefined }
  if (portalProblem) {
    const [title, detail] = portalWords[portalProblem]
    return { title: i18n._(title), detail: i18n._(detail), traceId: undefined }
  }
  const words = wordsOfServer?.(problem, i18n)
  if (words) return { ...words, traceId: status >= 500 ? traceId : undefined }
  const refused = status >= 500 ? msg`Something went wrong in the server` : msg`The server refused this`
  if (!detail)
    return {
      title: i18n._(refused),
      detail: i18n._(msg`It answered ${status} without saying why. Try again.`),
      traceId,
    }
  if (status >= 500) {
    const advice = msg`Try again. If it happens again, tell whoever operates this server.`
    return { title: i18n._(refused), detail: i18n._(advice), traceId }
  }
  if (i18n.locale === 'en') return { title: title || i18n._(refused), detail: withoutField(detail), traceId }
  const isField = status === 400 && problem.field !== undefined
  const own = isField ? msg`This value is not possible here.` : msg`The cause is under “Details”.`
  return { title: i18n._(refused), detail: i18n._(own), traceId, raw: detail }
}

/** What the portal calls the problem with this code: `PTC-USR-40401`; undefined where it has no words for it */
export const titleOfCode = (errorCode: string, i18n: I18n): string | undefined =>
  wordsOfServer?.(new ApiProblem({ status: 400, errorCode }), i18n)?.title

/** A problem in one line of a table, which has no place to fold the server's own sentence: that one, where it says more. */
export function lineOfProblem(problem: ApiProblem, i18n: I18n): string {
  const { detail, raw } = wordsOfProblem(problem, i18n)
  return raw ?? detail
}

/** `The field tag must be short.` without the API's name of the field, since it stands at the form's own: `Must be short.` */
const withoutField = (detail: string): string =>
  detail.replace(/^The (?:field|parameter) [\w.[\]]+ (.)/, (_, first: string) => first.toUpperCase())
