import type { I18n } from '@lingui/core'
import type { ApiProblem, ProblemWords } from '../../api/problem.ts'
import type { translateProblem } from './translate-problem.ts'

let translate: typeof translateProblem | undefined

/** Loads what the server says in other languages than its own, once. */
export async function loadProblemWords(): Promise<void> {
  translate ??= (await import('./translate-problem.ts')).translateProblem
}

/** A problem in the language of the page. The server's own words are English. */
export const wordsOfProblem = (problem: ApiProblem, i18n: I18n): ProblemWords =>
  i18n.locale === 'en' || !translate ? problem : translate(problem, i18n)
