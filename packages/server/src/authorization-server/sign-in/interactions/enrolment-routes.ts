import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Routes } from '../../../http/api/routes.ts'
import type { SignInMethod } from '../../../modules/members/sessions/session.ts'
import {
  AuthenticatorConfirmation,
  PasskeyRequest,
  passkeyBodyLimit,
} from '../../../modules/sign-in/second-factors/second-factors-schemas.ts'
import {
  confirmEnrolledAuthenticator,
  enrolAuthenticator,
  enrolledPasskeyOptions,
  enrolPasskey,
} from '../../../modules/sign-in/sign-ins/enrol-factor.ts'
import { withCode } from '../../../modules/sign-in/sign-ins/next-sign-in-step.ts'
import { findSignInDemands } from '../relying-parties/find-sign-in-demands.ts'
import { completeInteraction } from './complete-interaction.ts'
import { type InteractionParts, InteractionParameter as params, readInteraction } from './read-interaction.ts'

const config = { permission: 'public' } as const

/**
 * `/portal/interactions/<uid>/enrolment`: a user whose sign-in takes a factor that they don't have adds it here. There is
 * no session before that, and none who has a factor already gets here with the password alone.
 */
export const enrolmentRoutes =
  (parts: InteractionParts): Routes =>
  async (app) => {
    const read = async (request: FastifyRequest<{ Params: { uid: string } }>, reply: FastifyReply) => {
      const known = await readInteraction(parts, request, reply)
      const { organization, interactions, exchange, source } = known
      const { progress, clientId } = await interactions.read(exchange)
      const { user, proven, provider = null, link } = progress
      const demands = await findSignInDemands(parts, organization.key, clientId)
      const signIn = { uid: exchange.uid, user, proven, source, demands }
      const complete = (method: SignInMethod) => {
        if (!user) throw new Error('a factor was added for no user')
        return completeInteraction(parts, known, { user, link }, { method, provider })
      }
      return { organization, signIn, complete, proven }
    }

    app.post(
      '/interactions/:uid/enrolment/authenticator',
      { config, schema: { hide: true, params } },
      async (request, reply) => {
        const { organization, signIn } = await read(request, reply)
        return enrolAuthenticator(parts, organization, signIn)
      },
    )

    app.post(
      '/interactions/:uid/enrolment/authenticator/confirmation',
      { config, schema: { hide: true, params, body: AuthenticatorConfirmation } },
      async (request, reply) => {
        const { organization, signIn, complete, proven = 'password' } = await read(request, reply)
        const { code } = request.body
        const { recoveryCodes } = await confirmEnrolledAuthenticator(parts, organization, signIn, code)
        return { recoveryCodes, redirectTo: await complete(withCode(proven)) }
      },
    )

    app.post(
      '/interactions/:uid/enrolment/passkey/options',
      { config, schema: { hide: true, params } },
      async (request, reply) => {
        const { organization, signIn } = await read(request, reply)
        return enrolledPasskeyOptions(parts, organization, signIn)
      },
    )

    app.post(
      '/interactions/:uid/enrolment/passkey',
      { config, bodyLimit: passkeyBodyLimit, schema: { hide: true, params, body: PasskeyRequest } },
      async (request, reply) => {
        const { organization, signIn, complete } = await read(request, reply)
        await enrolPasskey(parts, organization, signIn, request.body)
        return { redirectTo: await complete('passkey') }
      },
    )
  }
