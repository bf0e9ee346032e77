import { Problem } from '../../../problems/problem.ts'
import type { RegisteredApiScope } from './registered-api.ts'

/** RFC 6749, section 3.3: printable ASCII without spaces, double quotes and backslashes */
export const scopePattern = '^[\\x21\\x23-\\x5b\\x5d-\\x7e]+$'

/** They mean something of OpenID Connect or of Portico's wherever an application asks for them. */
const taken = ['openid', 'profile', 'email', 'address', 'phone', 'groups', 'roles', 'offline_access']

/**
 * The scopes of an API as they are stored. What JSON Schema cannot say of them: each name is there once, and none is one
 * of sign-in. Upper and lower case differ (RFC 6749, section 3.3), but two names that differ in nothing else are refused.
 * @throws Problem registered_api_scope_invalid
 */
export function requireScopes(scopes: readonly { name: string; description?: string | null }[]): RegisteredApiScope[] {
  const seen = new Set<string>()
  return scopes.map(({ name, description = null }) => {
    const lower = name.toLowerCase()
    if (taken.includes(lower)) throw invalid(`${name} is a scope of sign-in: choose another name, such as orders:read.`)
    if (seen.has(lower)) throw invalid(`${name} is there twice. Upper and lower case make no difference here.`)
    seen.add(lower)
    return { name, description }
  })
}

const invalid = (detail: string): Problem =>
  new Problem('registered_api_scope_invalid', `The field scopes is not allowed: ${detail}`)
