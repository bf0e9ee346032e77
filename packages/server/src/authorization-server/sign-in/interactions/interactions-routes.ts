import { Type } from 'typebox'
import type { Routes } from '../../../http/api/routes.ts'
import { strict } from '../../../http/api/schemas.ts'
import { credentialsStampOf } from '../../../modules/members/sessions/credentials-stamp.ts'
import { CodeText, EmailText, PasswordText } from '../../../modules/sign-in/credentials/credentials-schemas.ts'
import { checkAuthenticatorCode } from '../../../modules/sign-in/second-factors/check-authenticator-code.ts'
import { checkPasskey, passkeyRequestOptions } from '../../../modules/sign-in/second-factors/check-passkey.ts'
import { passkeyBodyLimit } from '../../../modules/sign-in/second-factors/second-factors-schemas.ts'
import { checkFirstFactor } from '../../../modules/sign-in/sign-ins/check-first-factor.ts'
import { nextSignInStep, withCode } from '../../../modules/sign-in/sign-ins/next-sign-in-step.ts'
import { Problem } from '../../../problems/problem.ts'
import { completeInteraction, proceed } from './complete-interaction.ts'
import { signInExpired } from './interactions.ts'
import { type InteractionParts, InteractionParameter as params, readInteraction } from './read-interaction.ts'
import { requireOwnAccounts } from './require-own-accounts.ts'
import { showDecision } from './show-decision.ts'
import { showInteraction } from './show-interaction.ts'

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
      const read = await readInteraction(parts, request, reply)
      return (await showDecision(parts, read)) ?? showInteraction(parts, read)
    })

    app.post(
      '/interactions/:uid/password',
      { config, schema: { hide: true, params, body: PasswordRequest } },
      async (request, reply) => {
        const read = await readInteraction(parts, request, reply)
        const { clientId, progress } = await read.interactions.read(read.exchange)
        const { link } = progress
        // Who proves that an account elsewhere is theirs signs in by that account.
        if (!link) await requireOwnAccounts(parts, read.organization.key, clientId)
        const { next, ...user } = await checkFirstFactor(parts, read.organization.key, request.body, read.source)
        const known = { user, email: request.body.email, proven: 'password', provider: null, link } as const
        return proceed(parts, read, known, next)
      },
    )

    app.post(
      '/interactions/:uid/code',
      { config, schema: { hide: true, params, body: CodeRequest } },
      async (request, reply) => {
        const read = await readInteraction(parts, request, reply)
        const { organization, interactions, exchange, source } = read
        const { user, email, provider = null, proven: before = 'password', link } = await interactions.get(exchange)
        if (user === undefined) throw new Problem('sign_in_failed', 'Send the password first.')
        const account = await checkAuthenticatorCode(parts, organization.key, user.key, request.body.code, source)
        if (credentialsStampOf(account) !== user.credentialsStamp) throw signInExpired()
        const proven = withCode(before)
        const next = await nextSignInStep(parts, organization.key, user.key, proven)
        return proceed(parts, read, { user, email, proven, provider, link }, next)
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
      { config, bodyLimit: passkeyBodyLimit, schema: { hide: true, params, body: PasskeyAnswer } },
      async (request, reply) => {
        const read = await readInteraction(parts, request, reply)
        const { organization, interactions, exchange, source } = read
        const { progress: before, clientId } = await interactions.read(exchange)
        const { passkeyChallenge, ...progress } = before
        if (passkeyChallenge === undefined) throw new Problem('sign_in_failed', 'Ask for the options first.')
        // A challenge serves one answer, right or wrong.
        await interactions.update(exchange, progress)
        const answer = { challenge: passkeyChallenge, response: request.body.response }
        const account = await checkPasskey(parts, organization, answer, source)
        const user = { key: account.key, credentialsStamp: credentialsStampOf(account) }
        // Whoever has signed in at a provider first may own another user's passkey too.
        const provider = progress.user?.key === user.key ? (progress.provider ?? null) : null
        const { link } = progress
        if (!link && provider === null) await requireOwnAccounts(parts, organization.key, clientId)
        return { redirectTo: await completeInteraction(parts, read, { user, link }, { method: 'passkey', provider }) }
      },
    )
  }
