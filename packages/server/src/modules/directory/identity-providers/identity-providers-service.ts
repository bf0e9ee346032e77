import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { newKey } from '../../../db/keys.ts'
import type { Db } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import {
  existsIdentityProvider,
  type IdentityProvider,
  insertIdentityProvider,
  selectBuiltInIdentityProviderKey,
} from './identity-providers-repository.ts'

/** The identity provider that keeps passwords itself, which every organization begins with. @returns its key */
export async function createBuiltInIdentityProvider(trx: Db, clock: Clock, organizationKey: string): Promise<string> {
  const now = clock.now()
  const provider: IdentityProvider = {
    key: newKey(now),
    name: 'Built-in',
    type: 'Cognito',
    subtype: 'Custom',
    isBuiltIn: true,
    emailTrustType: 'EmailVerifiedClaim',
    hosting: 'selfhosted',
    autoCreateProfiles: false,
    profileLinkingField: 'Email',
    oidc: null,
    clientSecretEncrypted: null,
    saml: null,
    tokenNormalizations: null,
    isForOrganization: true,
    updatedAt: toTimestamp(now),
  }
  await insertIdentityProvider(trx, organizationKey, provider)
  return provider.key
}

export async function builtInIdentityProviderKey(db: Db, organizationKey: string): Promise<string> {
  const key = await selectBuiltInIdentityProviderKey(db, organizationKey)
  if (!key) throw new Error('the organization has no built-in identity provider')
  return key
}

export const isIdentityProvider = (db: Db, organizationKey: string, key: string): Promise<boolean> =>
  existsIdentityProvider(db, organizationKey, key)

/** @throws Problem identity_provider_unknown */
export async function requireIdentityProvider(
  db: Db,
  organizationKey: string,
  key: string,
  field = 'identityProviderKey',
): Promise<void> {
  if (await existsIdentityProvider(db, organizationKey, key)) return
  throw new Problem('identity_provider_unknown', `${field}: there is no identity provider ${key}.`)
}
