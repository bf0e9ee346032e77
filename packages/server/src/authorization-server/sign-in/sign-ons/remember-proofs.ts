import { hash } from 'node:crypto'
import type Provider from 'oidc-provider'
import type { SignInOptions } from '../sign-in-options.ts'

/** Has client assertions and proofs of keys (RFC 9449) count once, on whichever node they arrive. */
export function rememberProofs(provider: Provider, { rememberAssertion }: SignInOptions): void {
  provider.ReplayDetection.unique = (clientId, id, expiresAt) =>
    // As long as it may be, what is kept of it is short.
    rememberAssertion(clientId, hash('sha256', id, 'base64url'), new Date(expiresAt * 1000))
}
