import type { FastifyRequest } from 'fastify'
import type { ChangeFeed } from '../db/change-feed.ts'
import { OrganizationCache } from '../db/organization-cache.ts'
import type { Parts } from '../db/parts.ts'
import type { ApiClientDirectory } from '../modules/api-clients/clients/api-client-directory.ts'
import { isTokenRevoked } from '../modules/api-clients/tokens/revoke-token.ts'
import { unauthorized } from '../modules/api-clients/tokens/unauthorized.ts'
import { verifyAccessToken } from '../modules/api-clients/tokens/verify-access-token.ts'
import type { ReachedOrganization } from '../modules/foundation/organizations/organization-directory.ts'
import type { Principal } from '../modules/foundation/permissions/principal.ts'
import type { SigningKeyDirectory } from '../modules/foundation/signing-keys/signing-key-directory.ts'
import { sessionTokenOf } from '../modules/members/sessions/session-cookie.ts'
import { Problem } from '../problems/problem.ts'
import { authenticateMember } from './authenticate-member.ts'
import { noteCaller } from './caller.ts'

type AuthenticationParts = Parts<'clock' | 'vault'> & {
  database: { changes: ChangeFeed }
  apiClientDirectory: ApiClientDirectory
  signingKeyDirectory: SigningKeyDirectory
}

/** What is remembered of a token */
interface VerifiedToken {
  clientId: string
  /** Milliseconds since 1970 */
  verifiedUntil: number
}

/**
 * Finds out who sent a request: by access token, or else by the portal's session cookie.
 * @throws Problem with status 401, or 403 where a page of another site may have sent the cookie
 */
export type Authenticate = (request: FastifyRequest, organization: ReachedOrganization) => Promise<Principal>

/**
 * Makes the function that authenticates requests. The token says who is calling. What they may do, and whether they may
 * still do anything, is looked up on every call.
 */
export function createAuthentication(parts: AuthenticationParts): Authenticate {
  const { clock, database, apiClientDirectory, signingKeyDirectory } = parts
  // The signature of a token is checked once. Revoking a token and rotating keys are changes, which empty this.
  const verified = new OrganizationCache<VerifiedToken>(database.changes)

  const verify = ({ issuer, audience, key }: ReachedOrganization, token: string): Promise<VerifiedToken> =>
    verified.load(key, token, async () => {
      const { keys } = await signingKeyDirectory.find(key)
      const { claims, verifiedUntil } = await verifyAccessToken(token, { issuer, audience, keys, clock })
      if (!(await isTokenRevoked(parts, key, claims.jti))) return { clientId: claims.client_id, verifiedUntil }
      throw unauthorized('token_revoked', 'The access token was revoked.')
    })

  return async (request, organization) => {
    try {
      if (request.headers.authorization === undefined) {
        const sessionToken = sessionTokenOf(request.headers, organization.origin)
        if (sessionToken !== undefined) return await authenticateMember(parts, request, organization, sessionToken)
      }
      const token = bearerToken(request)
      const known = verified.get(organization.key, token)
      const { clientId } = known && clock.now() < known.verifiedUntil ? known : await verify(organization, token)
      const found = apiClientDirectory.find(organization.key, clientId)
      const client = found instanceof Promise ? await found : found
      if (!client) throw unauthorized('client_gone', 'The API client of this access token no longer exists.')
      noteCaller(request, organization.key, { type: 'api-client', key: client.key, name: client.name })
      if (client.isSuspended)
        throw unauthorized('client_suspended', 'The API client of this access token is suspended.')
      return {
        organizationKey: organization.key,
        actor: {
          type: 'api-client',
          key: client.key,
          name: client.name,
          address: request.clientAddress,
          traceId: request.id,
        },
        access: client.access,
      }
    } catch (error) {
      if (request.url.startsWith('/api/')) pointToMetadata(error, organization)
      throw error
    }
  }
}

/** RFC 9728, section 5.1: a caller of an API who is not authenticated learns where tokens for it come from. */
function pointToMetadata(error: unknown, { origin, audience }: ReachedOrganization): void {
  const challenge = error instanceof Problem && error.status === 401 && error.headers['www-authenticate']
  // Requests of the same moment that bring the same token share the problem.
  if (!challenge || challenge.includes('resource_metadata')) return
  const metadata = `resource_metadata="${origin}/.well-known/oauth-protected-resource${audience.slice(origin.length)}"`
  error.headers['www-authenticate'] = `${challenge}${challenge.includes(' ') ? ',' : ''} ${metadata}`
}

/** RFC 6750, section 2.1. Tokens in the query or the body would end up in logs and are ignored. */
function bearerToken(request: FastifyRequest): string {
  const { authorization } = request.headers
  if (authorization === undefined) {
    const detail =
      'Send an access token: Authorization: Bearer <token>. The token endpoint is in the discovery document.'
    throw new Problem('token_missing', detail, { 'www-authenticate': 'Bearer' })
  }
  const token = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization)?.[1]
  if (!token)
    throw unauthorized('token_invalid', 'The Authorization header must read: Bearer, a space, the access token.')
  return token
}
