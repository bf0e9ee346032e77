import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Routes } from '../../http/api/routes.ts'
import { requireSameOrigin } from '../../http/hooks/same-origin.ts'
import type { OrganizationDirectory } from '../../modules/foundation/organizations/organization-directory.ts'
import { fromOf } from '../../modules/sign-in/credentials/acting-user.ts'
import { CodeText, EmailText, PasswordText } from '../../modules/sign-in/credentials/credentials-schemas.ts'
import type { SignInService } from '../../modules/sign-in/sign-ins/sign-in-service.ts'
import { Problem } from '../../problems/problem.ts'
import type { AuthorizationServers } from '../mount.ts'
import type { Exchange } from './interactions.ts'

export interface InteractionRouteDependencies {
  organizations: OrganizationDirectory
  servers: AuthorizationServers
  signIn: SignInService
}

const config = { permission: 'public' } as const
const params = Type.Object({ uid: Type.String() })
const strict = { additionalProperties: false }
const PasswordRequest = Type.Object({ email: EmailText, password: PasswordText }, strict)
const CodeRequest = Type.Object({ code: CodeText }, strict)
const PasskeyRequest = Type.Object({ response: Type.Object({}, { additionalProperties: true }) }, strict)

/**
 * `/portal/interactions/<uid>`: what the sign-in page tells the authorization server. Each step needs the cookie of the
 * interaction, and changes nothing for whoever looks at it from another site.
 */
export const interactionRoutes =
  ({ organizations, servers, signIn }: InteractionRouteDependencies): Routes =>
  async (app) => {
    type Asked = FastifyRequest<{ Params: { uid: string } }>
    const reach = async (request: Asked, reply: FastifyReply) => {
      const organization = await organizations.find(request.hostname)
      if (request.method !== 'GET') requireSameOrigin(request, organization.origin)
      const server = await servers.find(organization)
      const exchange: Exchange = { request: request.raw, response: reply.raw, uid: request.params.uid }
      return { organization, interactions: server.interactions(), exchange, from: fromOf(request) }
    }

    app.get('/interactions/:uid', { config, schema: { hide: true, params } }, async (request, reply) => {
      const { organization, interactions, exchange } = await reach(request, reply)
      const { userKey, email } = await interactions.read(exchange)
      return {
        step: userKey === undefined ? 'password' : 'code',
        organizationName: organization.name,
        ...(email !== undefined && { email }),
      }
    })

    app.post(
      '/interactions/:uid/password',
      { config, schema: { hide: true, params, body: PasswordRequest } },
      async (request, reply) => {
        const { organization, interactions, exchange, from } = await reach(request, reply)
        await interactions.read(exchange)
        const { email, password } = request.body
        const { userKey, needsCode } = await signIn.checkPassword(organization.key, email, password, from)
        if (!needsCode) return { redirectTo: await interactions.complete(exchange, userKey, 'password') }
        await interactions.note(exchange, { userKey, email })
        return { step: 'code' }
      },
    )

    app.post(
      '/interactions/:uid/code',
      { config, schema: { hide: true, params, body: CodeRequest } },
      async (request, reply) => {
        const { organization, interactions, exchange, from } = await reach(request, reply)
        const { userKey } = await interactions.read(exchange)
        if (userKey === undefined) throw new Problem('sign_in_failed', 'The password comes first.')
        await signIn.checkCode(organization.key, userKey, request.body.code, from)
        return { redirectTo: await interactions.complete(exchange, userKey, 'password+totp') }
      },
    )

    app.post(
      '/interactions/:uid/passkey/options',
      { config, schema: { hide: true, params } },
      async (request, reply) => {
        const { organization, interactions, exchange } = await reach(request, reply)
        const progress = await interactions.read(exchange)
        const options = await signIn.passkeyOptions(organization)
        await interactions.note(exchange, { ...progress, passkeyChallenge: options.challenge })
        return options
      },
    )

    app.post(
      '/interactions/:uid/passkey',
      { config, schema: { hide: true, params, body: PasskeyRequest } },
      async (request, reply) => {
        const { organization, interactions, exchange, from } = await reach(request, reply)
        const { passkeyChallenge, ...progress } = await interactions.read(exchange)
        if (passkeyChallenge === undefined) throw new Problem('sign_in_failed', 'Ask for the options first.')
        // A challenge serves one answer, right or wrong.
        await interactions.note(exchange, progress)
        const { userKey } = await signIn.checkPasskey(organization, passkeyChallenge, request.body.response, from)
        return { redirectTo: await interactions.complete(exchange, userKey, 'passkey') }
      },
    )
  }
