import { Type } from 'typebox'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, strict } from '../../../http/api/schemas.ts'
import { requireSameOrigin } from '../../../http/require-same-origin.ts'
import { endSession } from '../../../modules/members/sessions/end-session.ts'
import { findProviderSession } from '../../../modules/members/sessions/find-provider-session.ts'
import { removedSessionCookie } from '../../../modules/members/sessions/session-cookie.ts'
import { providerOfState } from '../../../modules/sign-in/federation/sign-out-state.ts'
import type { ProviderSignOutParts } from '../../../modules/sign-in/provider-sign-outs/provider-sign-out-url.ts'
import { signInExpired } from '../interactions/interactions.ts'
import type { InteractionParts } from '../interactions/read-interaction.ts'
import { signOutPage } from '../sign-in-options.ts'
import { leaveProvider } from './leave-provider.ts'
import { forgetSignOut, recallSignOut } from './pending-sign-out.ts'

const config = { permission: 'public' } as const
const SignOutRequest = Type.Object({ request: Type.String({ minLength: 1, maxLength: 8_000 }) }, strict)
const schema = { hide: true, body: SignOutRequest }

const Redirection = Type.Object({ redirectTo: Type.String() }, strict)
const StateQuery = Type.Object({ state: Type.Optional(Type.Unknown()) })

/**
 * Signing out: `/portal/sign-out` of the portal; `/portal/sign-outs`, what the page sends that asks whether to sign out,
 * where an application wants that; and where external providers send people back who have signed out there.
 */
export const signOutRoutes =
  (parts: Pick<InteractionParts, 'organizations' | 'servers'> & ProviderSignOutParts): Routes =>
  async (app) => {
    app.post(
      '/sign-out',
      { config: { permission: 'member' }, schema: { hide: true, response: { 200: Redirection, 204: Empty } } },
      async (request, reply) => {
        const organization = await parts.organizations.find(request.hostname)
        const { principal, headers } = request
        const sessionKey = principal.sessionKey ?? ''
        const provider = await findProviderSession(parts, organization.key, { sessionKey })
        await endSession(parts, principal, sessionKey)
        reply.header('set-cookie', removedSessionCookie(organization.origin))
        const target = organization.basePath + signOutPage({})
        const left = await leaveProvider(parts, organization, { provider, target, cookies: headers.cookie })
        if (!left) return reply.code(204).send()
        return reply.header('set-cookie', left.cookies).send({ redirectTo: left.url })
      },
    )

    app.get(
      '/providers/signed-out',
      { config, schema: { hide: true, querystring: StateQuery } },
      async (request, reply) => {
        const organization = await parts.organizations.find(request.hostname)
        const { state } = request.query
        const signedOut = organization.basePath + signOutPage({})
        if (typeof state !== 'string' || providerOfState(state) === undefined) return reply.redirect(signedOut, 303)
        const found = { state, cookies: request.headers.cookie, now: parts.clock.now() }
        const target = recallSignOut(parts.vault, organization, found)
        if (target === undefined) return reply.redirect(signedOut, 303)
        return reply.header('set-cookie', forgetSignOut(organization, state)).redirect(target, 303)
      },
    )

    app.post('/sign-outs/read', { config, schema }, async (request, reply) => {
      const organization = await parts.organizations.find(request.hostname)
      requireSameOrigin(request, organization.origin)
      const server = await parts.servers.find(organization)
      const asked = await server.signOuts().read(request.raw, reply.raw, request.body.request)
      if (!asked) throw signInExpired()
      return { ...asked, organizationName: organization.name }
    })

    app.post('/sign-outs', { config, schema }, async (request, reply) => {
      const organization = await parts.organizations.find(request.hostname)
      requireSameOrigin(request, organization.origin)
      const server = await parts.servers.find(organization)
      const redirectTo = await server.signOuts().confirm(request.raw, reply.raw, request.body.request)
      if (redirectTo === undefined) throw signInExpired()
      return { redirectTo }
    })
  }
