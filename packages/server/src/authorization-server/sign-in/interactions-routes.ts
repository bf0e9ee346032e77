import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Parts } from '../../db/parts.ts'
import type { Routes } from '../../http/api/routes.ts'
import { strict } from '../../http/api/schemas.ts'
import { requireSameOrigin } from '../../http/require-same-origin.ts'
import type { OrganizationDirectory } from '../../modules/foundation/organizations/organization-directory.ts'
import { credentialsStampOf } from '../../modules/members/sessions/credentials-stamp.ts'
import { CodeText, EmailText, PasswordText } from '../../modules/sign-in/credentials/credentials-schemas.ts'
import { browserTokensOf } from '../../modules/sign-in/credentials/known-browser-cookie.ts'
import type { PasswordHashes } from '../../modules/sign-in/credentials/password-hashes.ts'
import { requestSource } from '../../modules/sign-in/credentials/request-source.ts'
import { checkAuthenticatorCode } from '../../modules/sign-in/second-factors/check-authenticator-code.ts'
import { checkPasskey, passkeyRequestOptions } from '../../modules/sign-in/second-factors/check-passkey.ts'
import { checkFirstFactor } from '../../modules/sign-in/sign-ins/check-first-factor.ts'
import { Problem } from '../../problems/problem.ts'
import type { AuthorizationServers } from '../mount-authorization-servers.ts'
import { type Exchange, signInExpired } from './interactions.ts'

export type InteractionParts = Parts<'clock' | 'vault'> & {
  organizations: OrganizationDirectory
  servers: AuthorizationServers
  hashes: PasswordHashes
}

const config = { permission: 'public' } as const
const params = Type.Object({ uid: Type.String() })
const PasswordRequest = Type.Object({ email: EmailText, password: PasswordText }, strict)
const CodeRequest = Type.Object({ code: CodeText }, strict)
const PasskeyRequest = Type.Object({ response: Type.Object({}, { additionalProperties: true }) }, strict)

/**
 * `/portal/interactions/<uid>`: what the sign-in page sends to the authorization server. Each step needs the cookie of the
 * interaction; a request from another site changes nothing.
 */
export const interactionRoutes =
  (parts: InteractionParts): Routes =>
  async (app) => {
    type InteractionRequest = FastifyRequest<{ Params: { uid: string } }>
    const read = async (request: InteractionRequest, reply: FastifyReply) => {
      const organization = await parts.organizations.find(request.hostname)
      if (request.method !== 'GET') requireSameOrigin(request, organization.origin)
      const server = await parts.servers.find(organization)
      const browserTokens = browserTokensOf(request.headers, organization.origin)
      const exchange: Exchange = { request: request.raw, response: reply.raw, uid: request.params.uid }
      return {
        organization,
        interactions: server.interactions(),
        exchange,
        source: { ...requestSource(request), browserTokens },
      }
    }

    app.get('/interactions/:uid', { config, schema: { hide: true, params } }, async (request, reply) => {
      const { organization, interactions, exchange } = await read(request, reply)
      const { user, email } = await interactions.get(exchange)
      return {
        step: user === undefined ? 'password' : 'code',
        organizationName: organization.name,
        ...(email !== undefined && { email }),
      }
    })

    app.post(
      '/interactions/:uid/password',
      { config, schema: { hide: true, params, body: PasswordRequest } },
      async (request, reply) => {
        const { organization, interactions, exchange, source } = await read(request, reply)
        await interactions.get(exchange)
        const { needsCode, ...user } = await checkFirstFactor(parts, organization.key, request.body, source)
        if (!needsCode) return { redirectTo: await interactions.complete(exchange, user, 'password') }
        await interactions.update(exchange, { user, email: request.body.email })
        return { step: 'code' }
      },
    )

    app.post(
      '/interactions/:uid/code',
      { config, schema: { hide: true, params, body: CodeRequest } },
      async (request, reply) => {
        const { organization, interactions, exchange, source } = await read(request, reply)
        const { user } = await interactions.get(exchange)
        if (user === undefined) throw new Problem('sign_in_failed', 'Send the password first.')
        const account = await checkAuthenticatorCode(parts, organization.key, user.key, request.body.code, source)
        if (credentialsStampOf(account) !== user.credentialsStamp) throw signInExpired()
        return { redirectTo: await interactions.complete(exchange, user, 'password+totp') }
      },
    )

    app.post(
      '/interactions/:uid/passkey/options',
      { config, schema: { hide: true, params } },
      async (request, reply) => {
        const { organization, interactions, exchange } = await read(request, reply)
        const progress = await interactions.get(exchange)
        const { options, challenge } = await passkeyRequestOptions(parts, organization)
        await interactions.update(exchange, { ...progress, passkeyChallenge: challenge })
        return options
      },
    )

    app.post(
      '/interactions/:uid/passkey',
      { config, schema: { hide: true, params, body: PasskeyRequest } },
      async (request, reply) => {
        const { organization, interactions, exchange, source } = await read(request, reply)
        const { passkeyChallenge, ...progress } = await interactions.get(exchange)
        if (passkeyChallenge === undefined) throw new Problem('sign_in_failed', 'Ask for the options first.')
        // A challenge serves one answer, right or wrong.
        await interactions.update(exchange, progress)
        const answer = { challenge: passkeyChallenge, response: request.body.response }
        const account = await checkPasskey(parts, organization, answer, source)
        const user = { key: account.key, credentialsStamp: credentialsStampOf(account) }
        return { redirectTo: await interactions.complete(exchange, user, 'passkey') }
      },
    )
  }
