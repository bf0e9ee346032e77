import { msg } from '@lingui/core/macro'
import { ApiProblem } from '../../api/problem.ts'
import { problemName } from '../../api/problem-name.ts'
import { pageI18n } from '../../components/language/page-language.ts'

/** Explains what to do where the server refuses because the organization would have no Administrator. */
export async function explainLastAdministrator<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof ApiProblem) || problemName(error) !== 'last_administrator') throw error
    const { status, errorCode, traceId } = error
    throw new ApiProblem({
      status,
      errorCode,
      traceId,
      title: pageI18n()._(msg`This is the last Administrator`),
      detail: pageI18n()._(
        msg`Without an active Administrator nobody could manage this organization any more. Grant Administrator to somebody else first, for the whole organization and without an end, then try again.`,
      ),
    })
  }
}
