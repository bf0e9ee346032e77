import { fold } from '../../../db/fold.ts'
import { Problem } from '../../../problems/problem.ts'

const atom = '[^\\s\\p{C}@<>()[\\],;:"\\\\.]+'
const label = '[\\p{L}\\p{N}]([\\p{L}\\p{N}\\p{M}-]*[\\p{L}\\p{N}\\p{M}])?'
const emailPattern = new RegExp(`^${atom}(\\.${atom})*@(${label}\\.)+${label}$`, 'u')

/**
 * Letters of every script are allowed (RFC 6531). The folded form must be an e-mail too: it is the one that is compared.
 * @throws Problem invalid_body
 */
export function requireEmail(email: string | null | undefined): void {
  if (email === null || email === undefined) return
  if (emailPattern.test(email) && emailPattern.test(fold(email))) return
  throw new Problem('invalid_body', 'The field email must be an e-mail address such as ada@example.com.')
}
