import { Type } from 'typebox'
import type { Routes } from '../../http/api/routes.ts'
import { strict } from '../../http/api/schemas.ts'
import { requireSameOrigin } from '../../http/require-same-origin.ts'
import { signInExpired } from './interactions.ts'
import type { InteractionParts } from './read-interaction.ts'

const config = { permission: 'public' } as const
const SignOutRequest = Type.Object({ request: Type.String({ minLength: 1, maxLength: 8_000 }) }, strict)
const schema = { hide: true, body: SignOutRequest }

/** `/portal/sign-outs`: what the page sends that asks whether to sign out, where an application wants that. */
export const signOutRoutes =
  (parts: Pick<InteractionParts, 'organizations' | 'servers'>): Routes =>
  async (app) => {
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
