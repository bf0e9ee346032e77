import type { ProviderDocuments } from './provider-documents.ts'
import { ProviderFault } from './provider-fault.ts'
import type { ProviderMetadata } from './read-provider-metadata.ts'

interface ProviderKeys {
  keys: Record<string, unknown>[]
}

/** Characters of the modulus: 8,192 bits. A check with a longer key takes unreasonably long. */
const longestModulus = 1_366
const longestExponent = 8

/**
 * The public keys of a provider, those left out with which nothing can be checked.
 * @param isMissing whether one that is needed is not among those that are kept
 * @throws ProviderFault
 */
export async function readProviderKeys(
  { providerDocuments }: { providerDocuments: ProviderDocuments },
  { jwks_uri: url }: Pick<ProviderMetadata, 'jwks_uri'>,
  isMissing = false,
): Promise<ProviderKeys> {
  const { keys } = await providerDocuments.read(url, isMissing)
  const usable = Array.isArray(keys) ? keys.filter(isUsable) : []
  if (usable.length > 0) return { keys: usable }
  throw new ProviderFault('incomplete', `There is no key at ${url} with which a signature could be checked.`)
}

/** A secret key in a public document is none. */
function isUsable(key: unknown): key is Record<string, unknown> {
  if (typeof key !== 'object' || key === null) return false
  const { kty, n, e } = key as Record<string, unknown>
  if (kty === 'RSA') return isShort(n, longestModulus) && isShort(e, longestExponent)
  return kty === 'EC' || kty === 'OKP'
}

const isShort = (value: unknown, longest: number): boolean => typeof value === 'string' && value.length <= longest
