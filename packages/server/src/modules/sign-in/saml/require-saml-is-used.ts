import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { readSamlProviders } from '../../directory/identity-providers/read-saml-providers.ts'
import { selectSamlKeys } from './saml-repository.ts'

/**
 * Strangers make no key of an organization that has nothing to do with SAML: an RSA key costs a good part of a second.
 * @throws Problem saml_not_used
 */
export async function requireSamlIsUsed(parts: Parts, organizationKey: string): Promise<void> {
  if ((await selectSamlKeys(parts.db, organizationKey)).length > 0) return
  for await (const _ of readSamlProviders(parts, organizationKey)) return
  throw new Problem('saml_not_used', 'No SAML provider is set up here.')
}
