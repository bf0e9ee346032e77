import { type KeyObject, X509Certificate } from 'node:crypto'
import type { Parts } from '../../../db/parts.ts'
import { readSamlSettings, type SamlSettings } from '../../directory/identity-providers/saml-settings.ts'
import type { StoredIdentityProvider } from '../../directory/identity-providers/stored-identity-provider.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'
import { knownMetadata } from './known-metadata.ts'
import type { ProviderMetadata, SamlEndpoint } from './read-provider-metadata.ts'
import { SamlRefusal } from './saml-refusal.ts'

/** A SAML provider as its settings and its metadata describe it together. The settings win. */
export interface SamlProvider {
  key: string
  name: string
  settings: SamlSettings
  entityId: string
  singleSignOn: SamlEndpoint
  singleLogout: SamlEndpoint | null
  certificates: X509Certificate[]
  keys: KeyObject[]
  tokenNormalizations: StoredIdentityProvider['tokenNormalizations']
}

/**
 * Metadata that were never fetched, or from elsewhere, are fetched now.
 * @throws SamlRefusal where something is missing, in words for who administers the provider
 */
export async function getSamlProvider(
  parts: Parts<'clock'> & OutgoingParts,
  organizationKey: string,
  provider: StoredIdentityProvider,
): Promise<SamlProvider> {
  require(provider.type === 'SAML' && provider.saml !== null, `${provider.name} is not a SAML provider.`)
  const settings = readSamlSettings(provider.saml)
  const metadata = await knownMetadata(parts, organizationKey, provider.key, settings)
  return describeProvider(provider, settings, metadata)
}

function require(holds: boolean, words: string): asserts holds {
  if (!holds) throw new SamlRefusal(words, 'incomplete')
}

/** @throws SamlRefusal */
export function describeProvider(
  { key, name, tokenNormalizations }: Pick<StoredIdentityProvider, 'key' | 'name' | 'tokenNormalizations'>,
  settings: SamlSettings,
  metadata: ProviderMetadata | null,
): SamlProvider {
  const entityId = settings.entityId ?? metadata?.entityId
  require(entityId !== undefined, `Of ${name}, the entity ID is missing.`)
  // Metadata of somebody else must not lend their keys.
  const ofProvider = metadata?.entityId === entityId ? metadata : null
  require(metadata === null ||
    ofProvider !==
      null, `The metadata of ${name} are those of ${metadata?.entityId}, not of ${entityId} as the settings say.`)
  const singleSignOn = endpointOf(
    settings.singleSignOnUrl,
    settings.singleSignOnBinding,
    ofProvider?.singleSignOn ?? [],
  )
  require(singleSignOn !== null, `Of ${name}, the address to sign in is missing.`)
  const certificates = settings.certificate ?? ofProvider?.certificates.map((pem) => new X509Certificate(pem)) ?? []
  require(certificates.length > 0, `Of ${name}, the certificate is missing.`)
  const logout = endpointOf(settings.singleLogoutUrl, settings.singleLogoutBinding, ofProvider?.singleLogout ?? [])
  return {
    key,
    name,
    settings,
    entityId,
    singleSignOn,
    singleLogout: logout && { ...logout, responseUrl: settings.singleLogoutResponseUrl ?? logout.responseUrl },
    certificates,
    keys: certificates.map(({ publicKey }) => publicKey),
    tokenNormalizations,
  }
}

function endpointOf(
  url: string | null,
  binding: SamlEndpoint['binding'] | null,
  known: readonly SamlEndpoint[],
): SamlEndpoint | null {
  if (url === null) return known.find((each) => binding === null || binding === each.binding) ?? null
  const described = known.find((each) => each.url === url && (binding === null || binding === each.binding))
  return described ?? { url, binding: binding ?? 'HTTP-Redirect', responseUrl: null }
}
