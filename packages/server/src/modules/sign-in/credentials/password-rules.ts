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
  const words = facts.flatMap(wordsOf)
  const known = words.filter(({ length }) => length >= leastByChance)
  if (saysLittleElse(password, words) || (await isGuessable(password, known))) {
    throw refused('This password is made of the name, the e-mail or the organization, which are easy to guess.')
  }
}

/** Fewer letters and digits than these beside what is known of the user, such as a year, are soon tried. */
const fewestOwn = 6

/** Whether hardly anything is left of a password without the words, or digits alone: `Ada-Lovelace-2026`, `Lovelace10121815`. */
function saysLittleElse(password: string, words: readonly string[]): boolean {
  const text = unicodeForm(password).toLowerCase()
  if (!words.some((word) => word.length >= leastByChance && text.includes(word))) return false
  const longestFirst = words.toSorted((one, other) => other.length - one.length)
  const left = longestFirst.reduce((left, word) => left.replaceAll(word, ' '), text)
  const own = left.match(/[\p{L}\p{Nd}]/gu) ?? []
  return own.length < fewestOwn || own.every((character) => /\p{Nd}/u.test(character))
}

/** Words of fewer letters occur in passwords by chance. */
const leastByChance = 4

const wordsOf = (fact: string | null): string[] =>
  unicodeForm(fact ?? '')
    .toLowerCase()
    .split(/[^\p{L}\p{Nd}]+/u)
    .filter((word) => word.length >= 2)

const refused = (detail: string): Problem => new Problem('password_refused', detail)
