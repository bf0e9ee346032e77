import { unicodeForm } from '../../../db/fold.ts'
import { Problem } from '../../../problems/problem.ts'
import type { IsGuessable } from './is-guessable.ts'

const shortestPassword = 12
const longestPassword = 1_024

/**
 * The rules that take no time. The others take up to 25 ms of a core: nobody may cause that who has not proven anything
 * before.
 * @throws Problem password_refused
 */
export function requirePasswordForm(password: string): void {
  const { length } = [...unicodeForm(password)]
  if (length < shortestPassword) throw refused(`A password has at least ${shortestPassword} characters.`)
  if (length > longestPassword) throw refused('A password has at most 1,024 characters.')
  if (!/\p{Nd}/u.test(password)) throw refused('A password must contain a digit.')
  if (!/\p{Lu}/u.test(password)) throw refused('A password must contain an upper-case letter.')
}

/**
 * What every password must be, for every user.
 * @throws Problem password_refused
 */
export async function requireAllowedPassword(password: string, isGuessable: IsGuessable): Promise<void> {
  requirePasswordForm(password)
  if (await isGuessable(password)) {
    throw refused(
      'This password is one that attackers try first. Choose several words that have nothing to do with each other.',
    )
  }
}

/**
 * What it must not be for this user.
 * @param facts texts about the user that others know
 * @throws Problem password_refused
 */
export async function requireOwnPassword(
  password: string,
  facts: readonly (string | null)[],
  isGuessable: IsGuessable,
): Promise<void> {
  if (await isGuessable(password, facts.flatMap(wordsOf))) {
    throw refused('This password is made of the name, the e-mail or the organization, which are easy to guess.')
  }
}

/** Words of fewer letters than 4 occur in passwords by chance. */
const wordsOf = (fact: string | null): string[] =>
  unicodeForm(fact ?? '')
    .toLowerCase()
    .split(/[^\p{L}\p{Nd}]+/u)
    .filter((word) => word.length >= 4)

const refused = (detail: string): Problem => new Problem('password_refused', detail)
