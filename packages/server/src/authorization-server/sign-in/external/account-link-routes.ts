import { Type } from 'typebox'
import type { Routes } from '../../../http/api/routes.ts'
import { Key, problems, strict } from '../../../http/api/schemas.ts'
import type { Principal } from '../../../modules/foundation/permissions/principal.ts'
import { requireMember } from '../../../modules/members/sessions/require-member.ts'
import { requestSource } from '../../../modules/sign-in/credentials/request-source.ts'
import { linkOwnAccount } from '../../../modules/sign-in/federation/link-own-account.ts'
import type { PendingExternalSignIn } from '../../../modules/sign-in/federation/pending-external-sign-in.ts'
import { Problem } from '../../../problems/problem.ts'
import { signInCookies } from '../portal/sign-in-cookies.ts'
import { newAccountUid } from './account-answer.ts'
import { beginExternalSignIn, type ExternalParts, finishExternalSignIn } from './external-sign-in.ts'

const ProviderRequest = Type.Object({ key: Key }, strict)
const RedirectAnswer = Type.Object({ redirectTo: Type.String() })
const AnswerParameter = Type.Object({ uid: Type.String() })
const AnswerQuery = Type.Object({}, { additionalProperties: Type.Unknown() })

/** What the browser keeps while its user is at the provider. It is encrypted, and counts in the session that began it. */
interface PendingLink {
  sessionKey: string
  pending: PendingExternalSignIn
}

/**
 * `/portal/account/identity-providers`: a member who is signed in links a further account at an external provider, by signing
 * in there. It takes a recent sign-in, the browser and the session in which it began, and one answer, right or wrong.
 */
export const accountLinkRoutes =
  (parts: ExternalParts): Routes =>
  async (app) => {
    const { vault, organizations } = parts
    const useOf = (organizationKey: string): string => `pending link ${organizationKey}`

    app.post(
      '/account/identity-providers',
      {
        config: { permission: 'member', recentSignIn: 'always' },
        schema: {
          hide: true,
          body: ProviderRequest,
          response: { 200: RedirectAnswer, ...problems(400, 401, 403, 503) },
        },
      },
      async (request, reply) => {
        const organization = await organizations.find(request.hostname)
        const uid = newAccountUid()
        const asked = { providerKey: request.body.key, uid, email: undefined, isProof: true }
        const { url, pending } = await beginExternalSignIn(parts, organization, { kind: 'portal' }, asked)
        const held: PendingLink = { sessionKey: sessionOf(request.principal), pending }
        const value = vault.encryptCookie(useOf(organization.key), JSON.stringify(held))
        const cookies = signInCookies(organization.origin, 'link').set(uid, value, request.headers.cookie)
        return reply.header('set-cookie', cookies).send({ redirectTo: url })
      },
    )

    app.get(
      '/account/identity-providers/answers/:uid',
      { config: { permission: 'member' }, schema: { hide: true, params: AnswerParameter, querystring: AnswerQuery } },
      async (request, reply) => {
        const organization = await organizations.find(request.hostname)
        const { principal, params } = request
        const cookies = signInCookies(organization.origin, 'link')
        const value = /^[\w-]{1,64}$/.test(params.uid) ? cookies.get(params.uid, request.headers.cookie) : undefined
        const page = (outcome: string) => reply.redirect(`${organization.basePath}/account?linked=${outcome}`, 303)
        if (value === undefined) return page('expired')
        reply.header('set-cookie', cookies.remove(params.uid))
        const held = read(() => vault.decryptCookie(useOf(organization.key), value))
        if (held?.sessionKey !== sessionOf(principal)) return page('expired')
        try {
          const source = requestSource(request)
          const query = new URL(request.raw.url ?? '', 'http://here').searchParams
          const identity = await finishExternalSignIn(parts, organization, held.pending, query, source)
          await linkOwnAccount(parts, principal, identity, source)
          return page('done')
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          return page(error.problem === 'identity_taken' ? 'taken' : 'failed')
        }
      },
    )
  }

const sessionOf = (principal: Principal): string => requireMember(principal).sessionKey

function read(decrypt: () => string): PendingLink | undefined {
  try {
    return JSON.parse(decrypt())
  } catch {
    return undefined
  }
}
