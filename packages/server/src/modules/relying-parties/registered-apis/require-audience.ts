import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { listOrganizations } from '../../foundation/organizations/list-organizations.ts'
import { reachedOrganization } from '../../foundation/organizations/organization-directory.ts'

const mostCharacters = 255
/** The characters of a URI without a fragment (RFC 3986, sections 2 and 4.3) */
const uriCharacters = /^[a-z][a-z0-9+.-]*:[\w.~:/?[\]@!$&'()*+,;=%-]+$/i

/** Whether a text can be the audience of a registered API at all. Nothing else may reach the database. */
export const isAudience = (text: string): boolean =>
  text.length <= mostCharacters && uriCharacters.test(text) && URL.canParse(text)

/**
 * Two audiences that have the same are taken for one: upper and lower case, a port that is the scheme's own, and a slash at
 * the end make no difference.
 */
export const comparedAudience = (audience: string): string => new URL(audience).href.replace(/\/+$/, '').toLowerCase()

/**
 * Requires an absolute URI without a fragment (RFC 8707, section 2) that nobody can take for Portico's own: at the hosts of
 * Portico, no path and no scheme belongs to another API.
 * @throws Problem registered_api_audience_invalid
 */
export async function requireAudience(parts: Parts<'publicUrl'>, audience: string): Promise<void> {
  if (!isAudience(audience)) throw invalid(problemOf(audience))
  const { username, password } = new URL(audience)
  if (username || password) throw invalid('It must not hold a user name or a password.')
  const host = comparedHost(audience)
  if (!host) return
  const own = await ownHosts(parts)
  if (own.includes(host))
    throw invalid(`${host} is a host of Portico itself: choose another host, or a name such as urn:example:orders.`)
}

function problemOf(audience: string): string {
  if (audience.includes('#')) return 'It must not have a fragment: leave # and what follows out.'
  if (audience.length > mostCharacters) return `It must have ${mostCharacters} characters at most.`
  return 'It must be an absolute URI of ASCII characters, such as https://orders.example.com or urn:example:orders.'
}

const invalid = (detail: string): Problem =>
  new Problem('registered_api_audience_invalid', `The field audience is not allowed. ${detail}`)

/** The organizations all have the public URL, with hosts of their own where they have domains. */
async function ownHosts(parts: Parts<'publicUrl'>): Promise<string[]> {
  const publicUrl = parts.publicUrl()
  const organizations = await listOrganizations(parts)
  const urls = [publicUrl, ...organizations.map((organization) => reachedOrganization(organization, publicUrl).origin)]
  return urls.map(comparedHost)
}

/** Host and port, whatever the scheme. Ports that schemes have by themselves count as none. */
const comparedHost = (url: string): string =>
  new URL(url).host
    .toLowerCase()
    .replace(/:(80|443)$/, '')
    .replace(/\.+(?=$|:)/, '')
