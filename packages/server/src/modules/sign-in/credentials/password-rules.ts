import { Problem } from '../../../problems/problem.ts'
import { isCommonPassword, isMadeOf } from './weak-passwords.ts'

export const shortestPassword = 12
export const longestPassword = 1_024

/**
 * What every password must be, whosever it is.
 * @throws Problem password_refused
 */
export function requireAllowedPassword(password: string): void {
  const { length } = [...password.normalize('NFKC')]
  if (length < shortestPassword) throw refused(`A password has at least ${shortestPassword} characters.`)
  if (length > longestPassword) throw refused('A password has at most 1,024 characters.')
  if (!/\p{Nd}/u.test(password)) throw refused('A password has a digit in it.')
  if (!/\p{Lu}/u.test(password)) throw refused('A password has an upper-case letter in it.')
  if (isCommonPassword(password)) {
    throw refused(
      'This password is one of those that are tried first everywhere. Take several words that have nothing to do with each other.',
    )
  }
}

/**
 * What it must not be for this user.
 * @throws Problem password_refused
 */
export function requireOwnPassword(password: string, facts: readonly (string | null)[]): void {
  if (isMadeOf(password, facts)) {
    throw refused('This password is made of the name, the e-mail or the organization, which everybody knows.')
  }
}

const refused = (detail: string): Problem => new Problem('password_refused', detail)
