import { Type } from 'typebox'
import type { Routes } from '../../../http/api/routes.ts'
import { strict } from '../../../http/api/schemas.ts'
import { findAccount } from '../../../modules/directory/users/accounts.ts'
import { giveConsent } from '../../../modules/relying-parties/consents/give-consent.ts'
import { actingUser } from '../../../modules/sign-in/credentials/acting-user.ts'
import { askedOfApis, consentedNames } from '../relying-parties/asked-of-apis.ts'
import { signInExpired } from './interactions.ts'
import { type InteractionParts, InteractionParameter as params, readInteraction } from './read-interaction.ts'

const config = { permission: 'public' } as const
const ConsentRequest = Type.Object({ accept: Type.Boolean() }, strict)
const AccountRequest = Type.Object({ continue: Type.Boolean() }, strict)

/**
 * `/portal/interactions/<uid>`: what users decide who are signed in already. Each step needs the cookie of the interaction,
 * and the session in which it began.
 */
export const decisionRoutes =
  (parts: InteractionParts): Routes =>
  async (app) => {
    app.post(
      '/interactions/:uid/consent',
      { config, schema: { hide: true, params, body: ConsentRequest } },
      async (request, reply) => {
        const { organization, interactions, exchange, source } = await readInteraction(parts, request, reply)
        const decision = await interactions.getDecision(exchange, 'consent')
        const { clientId, userKey, scopes } = decision
        if (!request.body.accept)
          return { redirectTo: await interactions.refuse(exchange, 'The user did not agree to it.') }
        const relyingParty = await parts.relyingPartyDirectory.find(organization.key, clientId)
        const account = await findAccount(parts, organization.key, userKey)
        if (!relyingParty || !account) throw signInExpired()
        const apis = await askedOfApis(parts, organization.key, relyingParty, decision)
        const given = consentedNames(scopes, apis)
        await giveConsent(parts, actingUser(organization.key, account, source), relyingParty, given)
        return { redirectTo: await interactions.agree(exchange, 'consent') }
      },
    )

    app.post(
      '/interactions/:uid/account',
      { config, schema: { hide: true, params, body: AccountRequest } },
      async (request, reply) => {
        const { interactions, exchange } = await readInteraction(parts, request, reply)
        if (request.body.continue) {
          await interactions.getDecision(exchange, 'select_account')
          return { redirectTo: await interactions.agree(exchange, 'select_account') }
        }
        await interactions.getDecision(exchange, 'select_account', 'access')
        await interactions.signInAsOther(exchange)
        return { step: 'password' }
      },
    )

    // The page has told them that they may not use the application, and leads back there.
    app.post('/interactions/:uid/refusal', { config, schema: { hide: true, params } }, async (request, reply) => {
      const { interactions, exchange } = await readInteraction(parts, request, reply)
      await interactions.getDecision(exchange, 'access')
      return { redirectTo: await interactions.refuse(exchange, 'The user may not use this application.') }
    })
  }
