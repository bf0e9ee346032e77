import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../permissions/principal.ts'
import { getOrganization } from './get-organization.ts'
import { reachedOrganization } from './organization-directory.ts'

/** The organization of the caller, with what programs are configured with. @throws Problem organization_unknown */
export async function getOwnOrganization(parts: Parts<'publicUrl'>, { organizationKey }: Principal) {
  const organization = await getOrganization(parts, organizationKey)
  const { baseUrl, issuer, audience } = reachedOrganization(organization, parts.publicUrl())
  const { key, name, domain, createdAt } = organization
  const discoveryUrl = `${issuer}/.well-known/openid-configuration`
  return { key, name, domain, createdAt, publicUrl: baseUrl, issuer, audience, discoveryUrl }
}
