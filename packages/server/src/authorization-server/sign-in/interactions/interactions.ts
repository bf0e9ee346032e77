import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import { errors } from 'oidc-provider'
import { endSignOns } from '../../../modules/members/sessions/end-sign-ons.ts'
import type { SignInProof } from '../../../modules/sign-in/federation/sign-in-proof.ts'
import type { ProvenUser } from '../../../modules/sign-in/sign-ins/next-sign-in-step.ts'
import { Problem } from '../../../problems/problem.ts'
import { type SignInOptions, signInPage } from '../sign-in-options.ts'
import { contextOf, methodReferences } from '../sign-ons/method-references.ts'
import type { LoginResult } from '../sign-ons/store-sign-on.ts'
import { type Decision, decisionOf, promptOf } from './decision.ts'
import type { InteractionCookie } from './interaction-cookie.ts'
import type { SignInProgress } from './sign-in-progress.ts'

export type Exchange = { request: IncomingMessage; response: ServerResponse; uid: string }

/** For a sign-in of another browser, too old, or begun with other credentials */
export const signInExpired = (): Problem =>
  new Problem('sign_in_expired', 'This sign-in began in another browser, or has expired. Begin again in this one.')

export type Interactions = ReturnType<typeof interactionsOf>

/**
 * The sign-ins that have begun and are not completed. Each belongs to the browser in which it began: its address alone,
 * without the browser's cookie, opens nothing.
 */
export function interactionsOf(
  provider: Provider,
  cookie: InteractionCookie,
  { parts, organizationKey }: Pick<SignInOptions, 'parts' | 'organizationKey'>,
) {
  type Interaction = InstanceType<Provider['Interaction']>

  /** Whether it asks who the user is; by itself, or because they want to be somebody else */
  const asksWho = ({ prompt, result }: Interaction): boolean => prompt.name === 'login' || result?.isOther === true

  async function find(
    { request, response, uid }: Exchange,
    isWanted: (interaction: Interaction) => boolean = asksWho,
  ): Promise<Interaction> {
    if (!cookie.hasBegun(uid, request.headers.cookie)) throw signInExpired()
    try {
      const interaction = await provider.interactionDetails(request, response)
      if (interaction.uid === uid && isWanted(interaction)) return interaction
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error
    }
    throw signInExpired()
  }

  const progressOf = ({ result }: Interaction): SignInProgress => (result?.progress as SignInProgress | undefined) ?? {}

  const save = (interaction: Interaction): Promise<unknown> =>
    interaction.save(interaction.exp - Math.floor(Date.now() / 1000))

  /** Another user may be signed in in this browser. The library would ask them to sign out first, on a page of its own. */
  async function endOtherSession({ request, response }: Exchange, interaction: Interaction, userKey: string) {
    const ctx = provider.createContext(request, response)
    const session = await provider.Session.get(ctx as never)
    if (session.accountId === undefined || session.accountId === userKey) return
    await session.destroy()
    await endSignOns(parts, organizationKey, { uid: session.uid })
    delete interaction.session
  }

  return {
    /** @throws Problem sign_in_expired */
    async get(exchange: Exchange): Promise<SignInProgress> {
      return progressOf(await find(exchange))
    },

    /**
     * As `get`, with the client that has begun the sign-in.
     * @throws Problem sign_in_expired
     */
    async read(exchange: Exchange): Promise<{ progress: SignInProgress; clientId: string }> {
      const interaction = await find(exchange)
      return { progress: progressOf(interaction), clientId: String(interaction.params.client_id) }
    },

    /**
     * The page at which the browser goes on, in the language that the client has asked for
     * @throws Problem sign_in_expired
     */
    async pageOf(exchange: Exchange): Promise<string> {
      const { uid, params } = await find(exchange)
      return signInPage(uid, params.ui_locales)
    },

    /** @throws Problem sign_in_expired */
    async update(exchange: Exchange, progress: SignInProgress): Promise<void> {
      const interaction = await find(exchange)
      interaction.result = { ...(interaction.result?.isOther === true && { isOther: true }), progress }
      await save(interaction)
    },

    /**
     * The user has proven who they are.
     * @returns where the browser continues
     * @throws Problem sign_in_expired
     */
    async complete(exchange: Exchange, user: ProvenUser, { method, provider: by }: SignInProof): Promise<string> {
      const interaction = await find(exchange)
      await endOtherSession(exchange, interaction, user.key)
      const login: LoginResult = {
        accountId: user.key,
        credentialsStamp: user.credentialsStamp,
        ts: Math.floor(Date.now() / 1000),
        acr: contextOf(method),
        amr: methodReferences[method],
        method,
        provider: by,
      }
      // Whoever signs in has selected the account.
      interaction.result = { ...interaction.lastSubmission, select_account: {}, login }
      await save(interaction)
      return interaction.returnTo
    },

    /**
     * What a user who is signed in is asked; undefined where the question is who they are.
     * @throws Problem sign_in_expired
     */
    async findDecision(exchange: Exchange): Promise<Decision | undefined> {
      const interaction = await find(exchange, () => true)
      return asksWho(interaction) ? undefined : decisionOf(interaction)
    },

    /**
     * The decision, where it is this one that is asked for
     * @throws Problem sign_in_expired
     */
    async getDecision(exchange: Exchange, ...prompts: Decision['prompt'][]): Promise<Decision> {
      return decisionOf(await find(exchange, (found) => !asksWho(found) && prompts.includes(promptOf(found))))
    },

    /**
     * The user has agreed to what they were asked.
     * @returns where the browser continues
     */
    async agree(exchange: Exchange, prompt: Decision['prompt']): Promise<string> {
      const interaction = await find(exchange, (found) => promptOf(found) === prompt)
      interaction.result = { ...interaction.lastSubmission, [prompt]: {} }
      await save(interaction)
      return interaction.returnTo
    },

    /** The user may not, or does not want to: the client is told so. @returns where the browser continues */
    async refuse(exchange: Exchange, description: string): Promise<string> {
      const interaction = await find(exchange, () => true)
      interaction.result = { error: 'access_denied', error_description: description }
      await save(interaction)
      return interaction.returnTo
    },

    /** The user wants to sign in as somebody else: the interaction goes on with who they are. */
    async signInAsOther(exchange: Exchange): Promise<void> {
      const interaction = await find(exchange, (found) => ['select_account', 'access'].includes(promptOf(found)))
      interaction.result = { isOther: true, progress: {} }
      await save(interaction)
    },
  }
}
