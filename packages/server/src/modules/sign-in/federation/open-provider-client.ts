import { allowInsecureRequests, Configuration, customFetch, discovery, enableNonRepudiationChecks } from 'openid-client'
import type { Parts } from '../../../db/parts.ts'
import type { StoredIdentityProvider } from '../../directory/identity-providers/stored-identity-provider.ts'
import { asFetch } from '../../foundation/outgoing/as-fetch.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'
import { type ClientAuthenticationParts, clientAuthenticationOf } from './client-authentication.ts'
import type { ProviderDocuments } from './provider-documents.ts'
import { readProviderKeys } from './read-provider-keys.ts'
import {
  discoveryAddress,
  isIssuerTemplate,
  type ProviderMetadata,
  readProviderMetadata,
} from './read-provider-metadata.ts'

export type ProviderClientParts = Parts<'clock' | 'vault'> &
  ClientAuthenticationParts &
  OutgoingParts & { providerDocuments: ProviderDocuments }

/** The organization, as its users reach it */
export interface ReachedAt {
  key: string
  issuer: string
  baseUrl: string
}

/**
 * To register at the OpenID provider with this key: each has its own. One that means harm could send people on to another,
 * in a request of its own making, and be handed the code of that one (RFC 9700, section 4.4).
 */
export const redirectUriOf = ({ baseUrl }: Pick<ReachedAt, 'baseUrl'>, key: string): string =>
  `${baseUrl}/portal/providers/callback/${key}`

const limits = { maxBytes: 262_144, timeout: 8_000 }

/** @throws ProviderFault */
export async function findProviderMetadata(
  { providerDocuments }: { providerDocuments: ProviderDocuments },
  organizationKey: string,
  { oidc }: StoredIdentityProvider,
): Promise<ProviderMetadata> {
  if (!oidc) throw new Error('the provider is none of OpenID Connect')
  const document =
    oidc.discoveryUrl === null
      ? undefined
      : await providerDocuments.read(organizationKey, discoveryAddress(oidc.discoveryUrl))
  return readProviderMetadata(oidc, document)
}

/**
 * The library's client for a provider. Made for each request, since it holds the secret; what it needs is in memory. Its
 * requests follow the rules for addresses that an organization names, and each signature is checked.
 * @throws ProviderFault
 */
export async function openProviderClient(
  parts: ProviderClientParts,
  organization: ReachedAt,
  provider: StoredIdentityProvider,
): Promise<{ client: Configuration; metadata: ProviderMetadata }> {
  const metadata = await findProviderMetadata(parts, organization.key, provider)
  const authentication = await clientAuthenticationOf(parts, organization, provider, metadata)
  const clientId = provider.oidc?.clientId ?? ''
  const fetch = asFetch(parts, organization.key, limits)
  const fetchOrRead: typeof fetch = async (url, init) =>
    // The library reads keys of its own accord where it misses one.
    String(url) === metadata.jwks_uri
      ? Response.json(await readProviderKeys(parts, organization.key, metadata, true))
      : fetch(url, init)
  const client = isIssuerTemplate(metadata.issuer)
    ? await ofManyTenants(metadata, clientId, authentication)
    : new Configuration({ ...metadata }, clientId, undefined, authentication)
  client[customFetch] = fetchOrRead as never
  // What may be asked without TLS is decided by the rules for addresses.
  allowInsecureRequests(client)
  enableNonRepudiationChecks(client)
  return { client, metadata }
}

/**
 * The library takes the issuer of the person's tenant only where it discovers Entra ID at its usual address: the document
 * is the one that is known already, and nothing is asked there.
 */
const ofManyTenants = (metadata: ProviderMetadata, ...client: [string, Parameters<typeof discovery>[3]]) =>
  discovery(new URL('https://login.microsoftonline.com/common/v2.0'), client[0], undefined, client[1], {
    [customFetch]: async () => Response.json(metadata),
  })
