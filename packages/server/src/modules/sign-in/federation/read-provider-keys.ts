import type { ProviderDocuments } from './provider-documents.ts'
import { ProviderFault } from './provider-fault.ts'
import type { ProviderMetadata } from './read-provider-metadata.ts'

interface ProviderKeys {
  keys: Record<string, unknown>[]
}

/** Characters of the modulus: 8,192 bits. A check with a longer key takes unreasonably long. */
const longestModulus = 1_366
const longestExponent = 8
/** What the library looks at, all of them texts. It takes whatever else may be there for what the specification says. */
const members = ['kty', 'crv', 'x', 'y', 'n', 'e', 'kid', 'use', 'alg']

/**
 * The public keys of a provider, those left out with which nothing can be checked.
 * @param isMissing whether one that is needed is not among those that are kept
 * @throws ProviderFault
 */
export async function readProviderKeys(
  { providerDocuments }: { providerDocuments: ProviderDocuments },
  organizationKey: string,
  { jwks_uri: url }: Pick<ProviderMetadata, 'jwks_uri'>,
  isMissing = false,
): Promise<ProviderKeys> {
  const { keys } = await providerDocuments.read(organizationKey, url, isMissing)
  const usable = Array.isArray(keys) ? keys.filter(isUsable).map(shortMembers) : []
  if (usable.length > 0) return { keys: usable }
  throw new ProviderFault('incomplete', `There is no key at ${url} with which a signature could be checked.`)
}

/** A secret key in a public document is none. */
function isUsable(key: unknown): key is Record<string, unknown> {
  if (typeof key !== 'object' || key === null) return false
  const { kty, n, e, key_ops: uses } = key as Record<string, unknown>
  if (uses !== undefined && !(Array.isArray(uses) && uses.includes('verify'))) return false
  if (kty === 'RSA') return isShort(n, longestModulus) && isShort(e, longestExponent)
  const { crv, x, y = '' } = key as Record<string, unknown>
  return (kty === 'EC' || kty === 'OKP') && [crv, x, y].every((value) => isShort(value, longestModulus))
}

const shortMembers = (key: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(members.filter((name) => isShort(key[name], longestModulus)).map((name) => [name, key[name]]))

const isShort = (value: unknown, longest: number): boolean => typeof value === 'string' && value.length <= longest
