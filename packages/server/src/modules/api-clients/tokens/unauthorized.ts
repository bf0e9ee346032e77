import { Problem } from '../../../problems/problem.ts'

/** RFC 6750, section 3.1: invalid_token, with the reason in the header. */
export const unauthorized = (
  problem: 'token_invalid' | 'token_expired' | 'token_revoked' | 'client_suspended' | 'client_gone',
  detail: string,
): Problem =>
  new Problem(problem, detail, { 'www-authenticate': `Bearer error="invalid_token", error_description="${detail}"` })
