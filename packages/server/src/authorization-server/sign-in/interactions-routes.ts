import { Type } from 'typebox'
import type { Routes } from '../../http/api/routes.ts'
import { strict } from '../../http/api/schemas.ts'
import { credentialsStampOf } from '../../modules/members/sessions/credentials-stamp.ts'
import { CodeText, EmailText, PasswordText } from '../../modules/sign-in/credentials/credentials-schemas.ts'
import type { SignInProvider } from '../../modules/sign-in/federation/sign-in-proof.ts'
import { checkAuthenticatorCode } from '../../modules/sign-in/second-factors/check-authenticator-code.ts'
import { checkPasskey, passkeyRequestOptions } from '../../modules/sign-in/second-factors/check-passkey.ts'
import { checkFirstFactor } from '../../modules/sign-in/sign-ins/check-first-factor.ts'
import {
  type NextStep,
  nextSignInStep,
  type Proven,
  type ProvenUser,
  withCode,
} from '../../modules/sign-in/sign-ins/next-sign-in-step.ts'
import { Problem } from '../../problems/problem.ts'
import { type Exchange, type Interactions, signInExpired } from './interactions.ts'
import { type InteractionParts, InteractionParameter as params, readInteraction } from './read-interaction.ts'

const config = { permission: 'public' } as const
const PasswordRequest = Type.Object({ email: EmailText, password: PasswordText }, strict)
const CodeRequest = Type.Object({ code: CodeText }, strict)
const PasskeyAnswer = Type.Object({ response: Type.Object({}, { additionalProperties: true }) }, strict)

/**
 * `/portal/interactions/<uid>`: what the sign-in page sends to the authorization server. Each step needs the cookie of the
 * interaction; a request from another site changes nothing.
 */
export const interactionRoutes =
  (parts: InteractionParts): Routes =>
  async (app) => {
    app.get('/interactions/:uid', { config, schema: { hide: true, params } }, async (request, reply) => {
      const { organization, interactions, exchange } = await readInteraction(parts, request, reply)
      const { email, next } = await interactions.get(exchange)
      return {
        ...(next ?? { step: 'password' }),
        organizationName: organization.name,
        ...(email !== undefined && { email }),
      }
    })

    app.post(
      '/interactions/:uid/password',
      { config, schema: { hide: true, params, body: PasswordRequest } },
      async (request, reply) => {
        const { organization, interactions, exchange, source } = await readInteraction(parts, request, reply)
        await interactions.get(exchange)
        const { next, ...user } = await checkFirstFactor(parts, organization.key, request.body, source)
        return proceed(
          interactions,
          exchange,
          { user, email: request.body.email, proven: 'password', provider: null },
          next,
        )
      },
    )

    app.post(
      '/interactions/:uid/code',
      { config, schema: { hide: true, params, body: CodeRequest } },
      async (request, reply) => {
        const { organization, interactions, exchange, source } = await readInteraction(parts, request, reply)
        const { user, email, provider = null, proven: before = 'password' } = await interactions.get(exchange)
        if (user === undefined) throw new Problem('sign_in_failed', 'Send the password first.')
        const account = await checkAuthenticatorCode(parts, organization.key, user.key, request.body.code, source)
        if (credentialsStampOf(account) !== user.credentialsStamp) throw signInExpired()
        const proven = withCode(before)
        const next = await nextSignInStep(parts, organization.key, user.key, proven)
        return proceed(interactions, exchange, { user, email, proven, provider }, next)
      },
    )

    app.post(
      '/interactions/:uid/passkey/options',
      { config, schema: { hide: true, params } },
      async (request, reply) => {
        const { organization, interactions, exchange } = await readInteraction(parts, request, reply)
        const progress = await interactions.get(exchange)
        const { options, challenge } = await passkeyRequestOptions(parts, organization)
        await interactions.update(exchange, { ...progress, passkeyChallenge: challenge })
        return options
      },
    )

    app.post(
      '/interactions/:uid/passkey',
      { config, schema: { hide: true, params, body: PasskeyAnswer } },
      async (request, reply) => {
        const { organization, interactions, exchange, source } = await readInteraction(parts, request, reply)
        const { passkeyChallenge, ...progress } = await interactions.get(exchange)
        if (passkeyChallenge === undefined) throw new Problem('sign_in_failed', 'Ask for the options first.')
        // A challenge serves one answer, right or wrong.
        await interactions.update(exchange, progress)
        const answer = { challenge: passkeyChallenge, response: request.body.response }
        const account = await checkPasskey(parts, organization, answer, source)
        const user = { key: account.key, credentialsStamp: credentialsStampOf(account) }
        // Whoever has signed in at a provider first may own another user's passkey too.
        const provider = progress.user?.key === user.key ? (progress.provider ?? null) : null
        return { redirectTo: await interactions.complete(exchange, user, { method: 'passkey', provider }) }
      },
    )
  }

/** Completes the sign-in if what was proven is enough; otherwise the page asks for what comes next. */
async function proceed(
  interactions: Interactions,
  exchange: Exchange,
  known: { user: ProvenUser; email: string | undefined; proven: Proven; provider: SignInProvider | null },
  next: NextStep,
) {
  if (next.step === 'complete') {
    const { user, proven: method, provider } = known
    return { redirectTo: await interactions.complete(exchange, user, { method, provider }) }
  }
  await interactions.update(exchange, { ...known, next })
  return next
}
