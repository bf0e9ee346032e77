import { Problem } from '../../problems/problem.ts'

export const shortestPassword = 12
export const longestPassword = 1_024

/**
 * What every password must be.
 * @throws Problem password_refused
 */
export function demandAllowedPassword(password: string): void {
  const { length } = [...password.normalize('NFKC')]
  if (length < shortestPassword) throw refused(`A password has at least ${shortestPassword} characters.`)
  if (length > longestPassword) throw refused('A password has at most 1,024 characters.')
  if (!/\p{Nd}/u.test(password)) throw refused('A password has a digit in it.')
  if (!/\p{Lu}/u.test(password)) throw refused('A password has an upper-case letter in it.')
}

const refused = (detail: string): Problem => new Problem('password_refused', detail)
