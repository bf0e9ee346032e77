import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import { linkUserProvider } from './link-user-provider.ts'
import { LinkedProviderList, UserProviderLink, UserProviderPath } from './linked-providers-schemas.ts'
import { listLinkedProviders } from './list-linked-providers.ts'
import { unlinkProvider, unlinkUserProvider } from './unlink-provider.ts'

type LinkParts = Parts<'clock' | 'vault' | 'config' | 'log'>

/** `/portal/account/identity-providers`: for the portal's pages only */
export const linkedProviderRoutes =
  (parts: LinkParts): Routes =>
  async (app) => {
    app.get(
      '/account/identity-providers',
      {
        config: { permission: 'member' },
        schema: { hide: true, response: { 200: LinkedProviderList, ...problems(401, 403) } },
      },
      ({ principal }) => listLinkedProviders(parts, principal),
    )

    app.delete(
      '/account/identity-providers/:key',
      {
        config: { permission: 'member', recentSignIn: 'always' },
        schema: { hide: true, params: KeyParameter, response: { 204: Empty, ...problems(400, 401, 403, 404, 409) } },
      },
      async ({ principal, params }, reply) => {
        await unlinkProvider(parts, principal, params.key)
        return reply.code(204).send()
      },
    )
  }

const config = { permission: 'User and access management > Manage users', recentSignIn: 'always' } as const
const tags = ['users']

/** `/api/management/v1/users/{key}/identity-providers`: the accounts of somebody else */
export const userProviderRoutes =
  (parts: LinkParts): Routes =>
  async (app) => {
    app.post(
      '/users/:key/identity-providers',
      {
        config,
        schema: {
          operationId: 'UserIdentityProvider_Link',
          summary: 'Link a user with an account at an external identity provider before they sign in with it',
          description:
            'By the subject of the account, or by a username where the provider links by usernames, or by e-mail and the username is one. The link may be used for the first time within 30 days; linking again gives it another 30. A user who by then controls access that whoever linked them does not proves who they are as well. The user is told by e-mail.',
          tags,
          params: KeyParameter,
          body: UserProviderLink,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async ({ principal, params, body }, reply) => {
        await linkUserProvider(parts, principal, params.key, body)
        return reply.code(204).send()
      },
    )

    app.delete(
      '/users/:key/identity-providers/:providerKey',
      {
        config,
        schema: {
          operationId: 'UserIdentityProvider_Unlink',
          summary: 'Unlink a user from their account at an external identity provider',
          description: 'Memberships by its claims end, and so do the sessions of the user, who is told by e-mail.',
          tags,
          params: UserProviderPath,
          response: { 204: Empty, ...problems(400, 401, 403, 404) },
        },
      },
      async ({ principal, params }, reply) => {
        await unlinkUserProvider(parts, principal, params.key, params.providerKey)
        return reply.code(204).send()
      },
    )
  }
