import { type Static, Type } from 'typebox'
import { emailDomain } from '../../../db/folded-columns.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Key, KeyParameter, strict } from '../../../http/api/schemas.ts'
import { acceptForms } from '../../../http/hooks/accept-forms.ts'
import { listOwnedDomains } from '../../../modules/directory/identity-providers/list-provider-domains.ts'
import { EmailText } from '../../../modules/sign-in/credentials/credentials-schemas.ts'
import { listProvidersFor } from '../../../modules/sign-in/federation/list-providers-for.ts'
import { proveExternally } from '../../../modules/sign-in/federation/prove-externally.ts'
import { signInExternally } from '../../../modules/sign-in/federation/sign-in-externally.ts'
import { nextSignInStep } from '../../../modules/sign-in/sign-ins/next-sign-in-step.ts'
import { catalogue } from '../../../problems/catalogue.ts'
import { Problem } from '../../../problems/problem.ts'
import { proceed } from '../interactions/complete-interaction.ts'
import { signInExpired } from '../interactions/interactions.ts'
import {
  InteractionParameter as params,
  type ReadInteraction,
  readInteraction,
} from '../interactions/read-interaction.ts'
import type { ShownProblem, SignInProgress } from '../interactions/sign-in-progress.ts'
import { failedSignInPage, interactionPath, signInPage } from '../sign-in-options.ts'
import { accountAnswerPath, isOfAccount } from './account-answer.ts'
import { answeredBy, beginExternalSignIn, type ExternalParts, finishExternalSignIn } from './external-sign-in.ts'
import { findSignInTarget } from './find-sign-in-target.ts'

const config = { permission: 'public' } as const
const ProviderRequest = Type.Object({ key: Key }, strict)
const EmailRequest = Type.Object({ email: EmailText }, strict)
const Form = Type.Object({}, { additionalProperties: Type.Unknown() })
const maxFormBytes = 65_536

/**
 * The way of a sign-in through an external provider: from the sign-in page to the provider, back to
 * `/portal/providers/callback/<key>`, and on to the interaction that the state names, where the browser sends the cookies of
 * the interaction. In another browser than that in which it began, nothing happens.
 */
export const providerRoutes =
  (parts: ExternalParts): Routes =>
  async (app) => {
    acceptForms(app, maxFormBytes)

    app.post(
      '/interactions/:uid/provider',
      { config, schema: { hide: true, params, body: ProviderRequest } },
      async (request, reply) =>
        begin(parts, await readInteraction(parts, request, reply), { key: request.body.key, mayProve: true }),
    )

    app.post(
      '/interactions/:uid/email',
      { config, schema: { hide: true, params, body: EmailRequest } },
      async (request, reply) => {
        const read = await readInteraction(parts, request, reply)
        const { email } = request.body
        const { clientId } = await read.interactions.read(read.exchange)
        const target = await findSignInTarget(parts, read.organization.key, clientId)
        const [owned] = await listOwnedDomains(parts, read.organization.key, [emailDomain(email)])
        const providers = await listProvidersFor(parts, read.organization.key, target)
        const own = providers.find((each) => !each.isBuiltIn && each.key === owned?.providerKey)
        if (own) return begin(parts, read, { key: own.key, email })
        await read.interactions.update(read.exchange, { email })
        return { step: 'password' }
      },
    )

    /** Where providers send the browser: without cookies of the interaction, which have their own path */
    const handOn = (query: URLSearchParams, key: string): string => {
      query.set(answeredBy, key)
      const [uid = ''] = (query.get('state') ?? '').split('.')
      return /^[\w-]{1,64}$/.test(uid)
        ? `${interactionPath(uid)}/external?${query}`
        : failedSignInPage('invalid-request')
    }
    app.get(
      '/providers/callback/:key',
      { config, schema: { hide: true, params: KeyParameter } },
      async (request, reply) => {
        const { basePath } = await parts.organizations.find(request.hostname)
        return reply.redirect(basePath + handOn(queryOf(request), request.params.key), 303)
      },
    )
    app.post(
      '/providers/callback/:key',
      { config, schema: { hide: true, params: KeyParameter, body: Form } },
      async (request, reply) => {
        const { basePath } = await parts.organizations.find(request.hostname)
        return reply.redirect(
          basePath + handOn(new URLSearchParams(request.body as Record<string, string>), request.params.key),
          303,
        )
      },
    )

    app.get('/interactions/:uid/external', { config, schema: { hide: true, params } }, async (request, reply) => {
      if (isOfAccount(request.params.uid)) {
        const { basePath } = await parts.organizations.find(request.hostname)
        return reply.redirect(`${basePath}${accountAnswerPath(request.params.uid)}?${queryOf(request)}`, 303)
      }
      const read = await readInteraction(parts, request, reply)
      const { basePath } = read.organization
      let page = signInPage(request.params.uid)
      try {
        page = await read.interactions.pageOf(read.exchange)
        const result = await finish(parts, read, queryOf(request))
        return reply.redirect('redirectTo' in result ? result.redirectTo : basePath + page, 303)
      } catch (error) {
        if (!(error instanceof Problem)) {
          request.log.error({ err: error, traceId: request.id }, 'a sign-in through an identity provider failed')
          return reply.redirect(basePath + failedSignInPage('failed'), 303)
        }
        if (error.problem === 'sign_in_expired') return reply.redirect(basePath + failedSignInPage('expired'), 303)
        return reply.redirect(basePath + page, 303)
      }
    })
  }

const queryOf = ({ raw }: { raw: { url?: string | undefined } }): URLSearchParams =>
  new URL(raw.url ?? '', 'http://here').searchParams

const shownProblem = ({ problem, errorCode, message }: Problem): ShownProblem => ({
  errorCode,
  title: catalogue[problem].title,
  detail: message,
})

async function begin(
  parts: ExternalParts,
  { organization, interactions, exchange, language }: ReadInteraction,
  { key: providerKey, email: typed, mayProve }: Static<typeof ProviderRequest> & { email?: string; mayProve?: true },
): Promise<{ redirectTo: string }> {
  const { clientId, progress } = await interactions.read(exchange)
  const email = typed ?? progress.email
  const target = await findSignInTarget(parts, organization.key, clientId)
  const linking = mayProve && progress.link?.providerKey !== providerKey ? linkingOf(progress) : {}
  const asked = { providerKey, uid: exchange.uid, email, isProof: linking.link !== undefined }
  const { url, pending } = await beginExternalSignIn(parts, organization, target, asked)
  // Whatever was proven before is given up, but for an account that is to be linked by the proof of this one.
  await interactions.update(exchange, { ...linking, email, external: pending, language })
  return { redirectTo: url }
}

/** What is kept of an account that is to be linked while its owner proves who they are at another provider. */
const linkingOf = ({ link, next }: SignInProgress): Pick<SignInProgress, 'link' | 'next'> =>
  link && next?.step === 'link' ? { link, next } : {}

/** What the provider has answered. The sign-in page says why it was not accepted: it is kept with the interaction. */
async function finish(parts: ExternalParts, read: ReadInteraction, answer: URLSearchParams) {
  const { organization, interactions, exchange, source } = read
  const { clientId, progress } = await interactions.read(exchange)
  const { external: pending, email, language } = progress
  if (!pending) throw signInExpired()
  const linking = linkingOf(progress)
  const { link } = linking
  // One answer is taken, right or wrong.
  await interactions.update(exchange, { ...linking, email })
  try {
    const identity = await finishExternalSignIn(parts, organization, pending, answer, source)
    const target = await findSignInTarget(parts, organization.key, clientId)
    const signedIn = link
      ? await proveExternally(parts, organization.key, { link, identity }, target, source)
      : await signInExternally(parts, organization.key, identity, target, source)
    if (signedIn.outcome === 'link') {
      const next = { step: 'link', email: signedIn.email, providerName: signedIn.providerName } as const
      await interactions.update(exchange, { email: signedIn.email, next, link: identity })
      return next
    }
    const { user, proven } = signedIn
    const next = await nextSignInStep(parts, organization.key, user.key, proven)
    const known = {
      user,
      email,
      proven,
      provider: { key: identity.providerKey, session: identity.session },
      link,
    } as const
    return await proceed(parts, { ...read, language }, known, next)
  } catch (error) {
    if (error instanceof Problem && error.problem !== 'sign_in_expired') {
      await interactions.update(exchange, { ...linking, email, problem: shownProblem(error) })
    }
    throw error
  }
}
