import type { I18n } from '@lingui/core'
import { ApiProblem } from '../../api/problem.ts'
import { lineOfProblem } from './words-of-problem.ts'

/** Why one of many was refused, in the language of the page. The answer that tells of all of them was no problem itself. */
export function wordsOfResult(
  { errorCode, errorMessage }: { errorCode?: string | null; errorMessage: string | null },
  i18n: I18n,
): string {
  const facts = { status: 400, title: '', detail: errorMessage ?? '' }
  return lineOfProblem(new ApiProblem(errorCode ? { ...facts, errorCode } : facts), i18n)
}
