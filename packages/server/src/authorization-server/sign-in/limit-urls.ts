import type Provider from 'oidc-provider'
import { errors, type KoaContextWithOIDC } from 'oidc-provider'

/**
 * Bringing a host of other letters than ASCII to ASCII takes time by the square of its length. No address of an application
 * or API is longer.
 */
const longestUrl = 2_048

/** Far more than the proof of a key needs (DPoP, RFC 9449), and so little that the URL in it is short. */
const longestProof = 8_192

export const isLongUrl = (url: string): boolean => url.length > longestUrl

/** Has no long URL reach the library, which reads those of anybody before it compares them with what it knows. */
export function limitUrls(provider: Provider): void {
  limitRedirects(provider)
  limitResources(provider)
}

function limitRedirects(provider: Provider): void {
  const client = provider.Client.prototype
  const isAllowed = client.redirectUriAllowed
  client.redirectUriAllowed = function (url) {
    return !isLongUrl(url) && isAllowed.call(this, url)
  }
}

/** RFC 8707. The parameters are read in one place for all endpoints, and checked in several. */
function limitResources(provider: Provider): void {
  type Parameters = KoaContextWithOIDC['oidc']['params']
  const read = new WeakMap<object, Parameters>()
  Object.defineProperty(provider.OIDCContext.prototype, 'params', {
    get(this: object) {
      return read.get(this)
    },
    set(this: object, params: Parameters) {
      read.set(this, params)
      if ([params?.resource ?? []].flat().some((resource) => isLongUrl(String(resource))))
        throw new errors.InvalidTarget(`resource must have at most ${longestUrl} characters.`)
    },
  })
}

/** @throws InvalidDpopProof */
export function limitProof({ headers: { dpop = '' } }: KoaContextWithOIDC): void {
  if (dpop.length > longestProof)
    throw new errors.InvalidDpopProof(`A proof must have at most ${longestProof} characters.`)
}
