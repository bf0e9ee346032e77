import type { I18n, MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { ApiProblem } from '../../api/problem.ts'
import { problemName } from '../../api/problem-name.ts'
import { lineOfProblem } from './words-of-problem.ts'
import { wordsOfServerProblem } from './words-of-server-problem.ts'

/** What the forms call the fields of a user */
const labels: Readonly<Record<string, MessageDescriptor>> = {
  email: msg`E-mail`,
  name: msg`Name`,
  username: msg`Username`,
  subject: msg`Subject`,
  photoUrl: msg`Photo URL`,
  identityProviderKey: msg`Identity provider (key)`,
}

/** Why one of many was refused, in the language of the page. The answer that tells of all of them was no problem itself. */
export function wordsOfResult(
  { errorCode, errorMessage }: { errorCode?: string | null; errorMessage: string | null },
  i18n: I18n,
): string {
  const facts = { status: 400, title: '', detail: errorMessage ?? '' }
  const problem = new ApiProblem(errorCode ? { ...facts, errorCode } : facts)
  // Asked for here, since those that come with the first problem are not there where no request was refused.
  const words = wordsOfServerProblem(problem, i18n)
  // What to do instead is said of one change of one's account, none of which is one of many.
  if (words && problemName(problem) === 'own_account') return words.title
  // In a line, nothing stands beside the words but the person they are about.
  const label = labels[problem.field ?? '']
  const line = words?.raw ?? words?.detail ?? lineOfProblem(problem, i18n)
  return label ? `${i18n._(label)}: ${line.replace(/^(?:It m|M)ust /, 'must ')}` : line
}
