import type { FastifyRequest } from 'fastify'
import { requireSameOrigin } from '../../../http/require-same-origin.ts'
import type { OrganizationDirectory, ReachedOrganization } from './organization-directory.ts'

/**
 * The organization of a request that one of the portal's own pages sent.
 * @throws Problem unknown_host, foreign_origin
 */
export async function organizationOfPage(
  { organizations }: { organizations: OrganizationDirectory },
  request: FastifyRequest,
): Promise<ReachedOrganization> {
  const organization = await organizations.find(request.hostname)
  requireSameOrigin(request, organization.origin)
  return organization
}
