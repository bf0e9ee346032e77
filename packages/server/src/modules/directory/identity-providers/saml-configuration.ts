import { fold } from '../../../db/fold.ts'
import { Problem } from '../../../problems/problem.ts'
import type { IdentityProvider } from './identity-providers-schemas.ts'
import { requireProviderUrl } from './require-provider-url.ts'

export type SamlConfiguration = NonNullable<IdentityProvider['samlConfiguration']>

/**
 * Names are the provider's own, each once; the values of those that end with Url are URLs.
 * @throws Problem invalid_body
 */
export function requireSamlConfiguration(items: SamlConfiguration): void {
  const names = new Set<string>()
  for (const [index, { configName, configValue }] of items.entries()) {
    const folded = fold(configName ?? '')
    if (names.has(folded)) {
      throw new Problem('invalid_body', `The field samlConfiguration[${index}].configName is given twice.`)
    }
    names.add(folded)
    if (folded.endsWith('url')) requireProviderUrl(`samlConfiguration[${index}].configValue`, configValue)
  }
}
