import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { getStoredIdentityProvider } from '../../directory/identity-providers/get-identity-provider.ts'
import type { StoredIdentityProvider } from '../../directory/identity-providers/stored-identity-provider.ts'
import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'
import type { ProviderSession } from '../federation/external-identity.ts'
import { findProviderMetadata } from '../federation/open-provider-client.ts'
import type { ProviderDocuments } from '../federation/provider-documents.ts'
import { ProviderFault } from '../federation/provider-fault.ts'
import type { SignInProvider } from '../federation/sign-in-proof.ts'
import { signedOutUri } from '../federation/signed-out-address.ts'
import { samlLogoutUrl } from '../saml/saml-logout-url.ts'
import { isAnswering } from './is-answering.ts'

export type ProviderSignOutParts = Parts<'clock' | 'vault' | 'log'> &
  OutgoingParts & {
    providerDocuments: ProviderDocuments
  }

/** Many servers and proxies take no address of more than 8 kB. */
const longestUrl = 7_500

/**
 * Where the browser of somebody who has signed out here goes, so that the external provider ends its session too. From
 * there it comes back to the one address of the organization for that (OpenID Connect RP-Initiated Logout 1.0, section 2;
 * SAML 2.0 single logout).
 * @param provider as the sign-in has stored it
 * @param state comes back with the browser
 * @returns null where the provider does not say how, or does not answer: the person is signed out here all the same
 */
export async function providerSignOutUrl(
  parts: ProviderSignOutParts,
  organization: ReachedOrganization,
  { key, session }: SignInProvider,
  state: string,
): Promise<string | null> {
  if (session === null) return null
  const provider = await findProvider(parts, organization.key, key)
  if (!provider) return null
  const found =
    session.type === 'SAML'
      ? await findSamlWay(parts, organization, provider, { session, state })
      : await findOpenIdWay(parts, organization, provider, { session, state })
  if (!found || (await isAnswering(parts, organization.key, found.endpoint, found.reached))) return found?.url ?? null
  parts.log.warn(
    { provider: key, address: found.endpoint },
    'a provider does not answer, and its session was not ended',
  )
  return null
}

interface Way {
  url: string
  /** Of the provider */
  endpoint: string
  /** Addresses of the provider that this server asks by itself */
  reached: (string | null | undefined)[]
}

async function findSamlWay(
  parts: ProviderSignOutParts,
  organization: ReachedOrganization,
  provider: StoredIdentityProvider,
  asked: { session: Extract<ProviderSession, { type: 'SAML' }>; state: string },
): Promise<Way | undefined> {
  const found = await samlLogoutUrl(parts, organization, provider, asked)
  return found && { url: found.url, endpoint: found.endpoint, reached: [found.metadataUrl] }
}

async function findOpenIdWay(
  parts: ProviderSignOutParts,
  organization: ReachedOrganization,
  provider: StoredIdentityProvider,
  { session, state }: { session: Extract<ProviderSession, { type: 'OIDC' }>; state: string },
): Promise<Way | undefined> {
  const metadata = await findMetadata(parts, organization.key, provider)
  const endpoint = metadata?.end_session_endpoint
  if (endpoint === undefined || !provider.oidc?.clientId) return undefined
  const url = new URL(endpoint)
  url.searchParams.set('id_token_hint', session.idToken)
  url.searchParams.set('client_id', provider.oidc.clientId)
  url.searchParams.set('post_logout_redirect_uri', signedOutUri(organization))
  url.searchParams.set('state', state)
  // Who the client is suffices; the provider may ask the person then.
  if (url.href.length > longestUrl) url.searchParams.delete('id_token_hint')
  return { url: url.href, endpoint, reached: [provider.oidc.discoveryUrl, metadata?.token_endpoint] }
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

async function findMetadata(
  parts: { providerDocuments: ProviderDocuments },
  organizationKey: string,
  provider: StoredIdentityProvider,
) {
  if (!provider.oidc) return undefined
  try {
    return await findProviderMetadata(parts, organizationKey, provider)
  } catch (error) {
    if (error instanceof ProviderFault) return undefined
    throw error
  }
}
