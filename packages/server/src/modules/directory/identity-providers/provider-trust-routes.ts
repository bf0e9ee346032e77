import type { Parts } from '../../../db/parts.ts'
import { conditionalEdit } from '../../../http/api/conditional-edit.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import { getProviderTrust } from './get-provider-trust.ts'
import { lockExternalProvider } from './lock-external-provider.ts'
import { ProviderTrust } from './provider-trust-schemas.ts'
import { replaceProviderTrust } from './replace-provider-trust.ts'

const edited = { kind: 'identity provider trust', fields: Object.keys(ProviderTrust.properties) }
const editTrust = conditionalEdit({
  lock: lockExternalProvider,
  read: getProviderTrust,
  change: replaceProviderTrust,
})
const config = { permission: 'User and access management > Manage authentication' } as const
const tags = ['identity-providers']

/** `/api/management/v1/identity-providers/<key>/trust` */
export const providerTrustRoutes =
  (parts: Parts<'clock' | 'vault'>): Routes =>
  async (app) => {
    app.get(
      '/identity-providers/:key/trust',
      {
        config: { ...config, edited },
        schema: {
          operationId: 'IdentityProvider_ReadTrust',
          summary: 'Read the domains of an identity provider, and whether its second factor counts',
          tags,
          params: KeyParameter,
          response: { 200: ProviderTrust, ...problems(400, 401, 403, 404) },
        },
      },
      ({ principal, params }) => getProviderTrust(parts, principal, params.key),
    )

    app.put(
      '/identity-providers/:key/trust',
      {
        config: { ...config, recentSignIn: 'identity-providers', edited },
        schema: {
          operationId: 'IdentityProvider_Trust',
          summary: 'Replace the domains of an external identity provider, and whether its second factor counts',
          description:
            'Whoever has an e-mail in one of the domains is sent to the provider from the sign-in page. It is trusted for e-mails in them alone, and no other provider is.',
          tags,
          params: KeyParameter,
          body: ProviderTrust,
          response: { 204: Empty, ...problems(400, 401, 403, 404, 409) },
        },
      },
      async (request, reply) => {
        await editTrust(parts, request, reply, request.params.key)
        return reply.code(204).send()
      },
    )
  }
