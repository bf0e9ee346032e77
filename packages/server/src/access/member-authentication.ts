import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { requireSameOrigin } from '../http/hooks/same-origin.ts'
import type { ReachedOrganization } from '../modules/foundation/organizations/organization-directory.ts'
import type { Principal } from '../modules/foundation/permissions/principal.ts'
import { displayNameOf, type MemberDirectory } from '../modules/members/sessions/member-directory.ts'
import { type SessionService, sessionEnded } from '../modules/members/sessions/sessions-service.ts'
import { Problem } from '../problems/problem.ts'

const safeMethods = ['GET', 'HEAD', 'OPTIONS']

/**
 * Who is signed in with this cookie, and what they may do at this moment. A browser sends the cookie whichever page asks,
 * so whatever may change something has to prove that one of the portal's own pages sent it.
 * @throws Problem session_ended, foreign_origin, csrf_token_invalid
 */
export async function authenticateMember(
  request: FastifyRequest,
  organization: ReachedOrganization,
  token: string,
  { sessions, members }: { sessions: Pick<SessionService, 'find' | 'csrfTokenOf'>; members: MemberDirectory },
): Promise<Principal> {
  const session = await sessions.find(organization.key, token)
  const member = session && (await members.find(organization.key, session.userKey))
  if (!session || !member?.isActive) throw sessionEnded()
  if (!safeMethods.includes(request.method)) {
    requireSameOrigin(request, organization.origin)
    requireCsrfToken(request, sessions.csrfTokenOf(token))
  }
  return {
    organizationKey: organization.key,
    actor: {
      type: 'user',
      key: member.key,
      name: displayNameOf(member),
      address: request.ip,
      traceId: request.id,
    },
    access: member.access,
    sessionKey: session.key,
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
