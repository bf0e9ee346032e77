import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { getStoredIdentityProvider } from '../../directory/identity-providers/get-identity-provider.ts'
import type { StoredIdentityProvider } from '../../directory/identity-providers/stored-identity-provider.ts'
import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import { findProviderMetadata } from '../federation/open-provider-client.ts'
import type { ProviderDocuments } from '../federation/provider-documents.ts'
import { ProviderFault } from '../federation/provider-fault.ts'
import type { SignInProvider } from '../federation/sign-in-proof.ts'
import { samlLogoutUrl } from '../saml/saml-logout-url.ts'

/**
 * Where the browser of somebody who has signed out here goes, so that the external provider ends its session too. From
 * there it comes back to `returnTo` (OpenID Connect RP-Initiated Logout 1.0, section 2; SAML 2.0 single logout).
 * @param provider as the sign-in has stored it
 * @param returnTo an address of the organization's own, which is registered at OpenID providers
 * @returns null where the provider does not say how, or cannot be asked: the person is signed out here all the same
 */
export async function providerSignOutUrl(
  parts: Parts<'clock' | 'vault' | 'config'> & { providerDocuments: ProviderDocuments },
  organization: ReachedOrganization,
  { key, session }: SignInProvider,
  returnTo: string,
): Promise<string | null> {
  if (session === null) return null
  const provider = await findProvider(parts, organization.key, key)
  if (!provider) return null
  if (session.type === 'SAML') return samlLogoutUrl(parts, organization, provider, { session, returnTo })
  const endpoint = await findEndpoint(parts, provider)
  if (endpoint === undefined || !provider.oidc?.clientId) return null
  const url = new URL(endpoint)
  url.searchParams.set('id_token_hint', session.idToken)
  url.searchParams.set('client_id', provider.oidc.clientId)
  url.searchParams.set('post_logout_redirect_uri', returnTo)
  return url.href
}

/** Undefined where it was deleted since the sign-in */
async function findProvider(parts: Parts, organizationKey: string, key: string) {
  try {
    return await getStoredIdentityProvider(parts, organizationKey, key)
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

async function findEndpoint(
  parts: { providerDocuments: ProviderDocuments },
  provider: StoredIdentityProvider,
): Promise<string | undefined> {
  if (!provider.oidc) return undefined
  try {
    return (await findProviderMetadata(parts, provider)).end_session_endpoint
  } catch (error) {
    if (error instanceof ProviderFault) return undefined
    throw error
  }
}
