import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { firstLanguage, languageHeader } from '../../../config/languages.ts'
import type { Parts } from '../../../db/parts.ts'
import { requireSameOrigin } from '../../../http/require-same-origin.ts'
import type { OrganizationDirectory } from '../../../modules/foundation/organizations/organization-directory.ts'
import type { RegisteredApiDirectory } from '../../../modules/relying-parties/registered-apis/registered-api-directory.ts'
import type { RelyingPartyDirectory } from '../../../modules/relying-parties/registrations/relying-party-directory.ts'
import { browserTokensOf } from '../../../modules/sign-in/credentials/known-browser-cookie.ts'
import type { PasswordHashes } from '../../../modules/sign-in/credentials/password-hashes.ts'
import { requestSource } from '../../../modules/sign-in/credentials/request-source.ts'
import type { MakerParts } from '../../../modules/sign-in/federation/needs-proof-of-prepared.ts'
import type { AuthorizationServers } from '../../mount-authorization-servers.ts'
import type { Exchange } from './interactions.ts'

export type InteractionParts = Parts<'clock' | 'vault' | 'config' | 'log'> &
  MakerParts & {
    organizations: OrganizationDirectory
    servers: AuthorizationServers
    hashes: PasswordHashes
    relyingPartyDirectory: RelyingPartyDirectory
    registeredApiDirectory: RegisteredApiDirectory
  }

export type ReadInteraction = Awaited<ReturnType<typeof readInteraction>>

export const InteractionParameter = Type.Object({ uid: Type.String() })

/**
 * What every step of a sign-in reads of its request.
 * @throws Problem foreign_origin
 */
export async function readInteraction(
  parts: InteractionParts,
  request: FastifyRequest<{ Params: { uid: string } }>,
  reply: FastifyReply,
) {
  const organization = await parts.organizations.find(request.hostname)
  if (request.method !== 'GET') requireSameOrigin(request, organization.origin)
  const server = await parts.servers.find(organization)
  const browserTokens = browserTokensOf(request.headers, organization.origin)
  const exchange: Exchange = { request: request.raw, response: reply.raw, uid: request.params.uid }
  return {
    organization,
    interactions: server.interactions(),
    exchange,
    /** In which the page is shown, as the page says */
    language: firstLanguage(request.headers[languageHeader]),
    source: { ...requestSource(request), browserTokens },
  }
}
