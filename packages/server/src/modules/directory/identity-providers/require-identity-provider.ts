import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { existsIdentityProvider } from './identity-providers-repository.ts'

/** Whether the organization has an identity provider with this key */
export const hasIdentityProvider = ({ db }: Parts, organizationKey: string, key: string): Promise<boolean> =>
  existsIdentityProvider(db, organizationKey, key)

/**
 * Refuses a request that names an identity provider which does not exist.
 * @throws Problem identity_provider_unknown
 */
export async function requireIdentityProvider(
  { db }: Parts,
  organizationKey: string,
  key: string,
  field = 'identityProviderKey',
): Promise<void> {
  if (await existsIdentityProvider(db, organizationKey, key)) return
  throw new Problem('identity_provider_unknown', `${field}: there is no identity provider ${key}.`)
}
