import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Parts } from '../db/parts.ts'
import { requireSameOrigin } from '../http/require-same-origin.ts'
import type { ReachedOrganization } from '../modules/foundation/organizations/organization-directory.ts'
import type { Principal } from '../modules/foundation/permissions/principal.ts'
import { displayNameOf, findMember } from '../modules/members/sessions/find-member.ts'
import { findSession } from '../modules/members/sessions/find-session.ts'
import { csrfTokenOf } from '../modules/members/sessions/session-token.ts'
import { whySessionEnded } from '../modules/members/sessions/why-session-ended.ts'
import { Problem } from '../problems/problem.ts'
import { noteCaller } from './caller.ts'

const safeMethods = ['GET', 'HEAD', 'OPTIONS']

/**
 * The member who is signed in with this token, and what they may do at this moment. A browser sends the cookie for
 * requests of every page, so a request that may change something must prove that one of the portal's own pages sent it.
 * @throws Problem session_ended, foreign_origin, csrf_token_invalid
 */
export async function authenticateMember(
  parts: Parts<'clock' | 'vault'>,
  request: FastifyRequest,
  organization: ReachedOrganization,
  token: string,
): Promise<Principal> {
  const session = await findSession(parts, organization.key, token)
  const member = session && (await findMember(parts, organization.key, session.userKey))
  if (!session || !member?.isActive) throw await whySessionEnded(parts, organization.key, token)
  const name = displayNameOf(member)
  noteCaller(request, organization.key, { type: 'user', key: member.key, name })
  if (!safeMethods.includes(request.method)) {
    requireSameOrigin(request, organization.origin)
    requireCsrfToken(request, csrfTokenOf(parts.vault, token))
  }
  return {
    organizationKey: organization.key,
    actor: {
      type: 'user',
      key: member.key,
      name,
      address: request.clientAddress,
      traceId: request.id,
    },
    access: member.access,
    sessionKey: session.key,
    signIn: { at: session.createdAt, method: session.method },
  }
}

function requireCsrfToken({ headers }: FastifyRequest, expected: string): void {
  const given = Buffer.from(String(headers['x-csrf-token'] ?? ''))
  const wanted = Buffer.from(expected)
  if (given.length === wanted.length && timingSafeEqual(given, wanted)) return
  throw new Problem(
    'csrf_token_invalid',
    'Send the header x-csrf-token with the value that GET /portal/session answers.',
  )
}
