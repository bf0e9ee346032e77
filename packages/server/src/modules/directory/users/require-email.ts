import { parseEmailAddress } from '../../../config/email-address.ts'
import { Problem } from '../../../problems/problem.ts'

/** @throws Problem invalid_body */
export function requireEmail(email: string | null | undefined): void {
  if (email === null || email === undefined) return
  const rule = faultOf(email)
  if (rule !== undefined) throw new Problem('invalid_body', `The field email must be ${rule}.`)
}

function faultOf(email: string): string | undefined {
  try {
    const { domain } = parseEmailAddress(email)
    return domain.includes('.') ? undefined : 'an e-mail address such as ada@example.com, with a dot in its domain'
  } catch (error) {
    return (error as Error).message
  }
}
