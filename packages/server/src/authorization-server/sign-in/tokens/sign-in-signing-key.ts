import type { SigningKey } from '../../options.ts'
import { SigningKeyAdapter } from '../../token/signing-key-adapter.ts'

/** What signs the tokens of sign-ins: an algorithm that discovery lists, also where API clients' tokens have another one */
export function signInSigningKey(signingKeys: readonly SigningKey[]): SigningKeyAdapter {
  const first = signingKeys.find(({ algorithm }) => algorithm === 'ES256') ?? signingKeys[0]
  if (!first) throw new Error('there is no key to sign with')
  return new SigningKeyAdapter(first)
}
