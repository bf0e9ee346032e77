import type { Routes } from '../../../http/api/routes.ts'
import { KeyParameter, problems } from '../../../http/api/schemas.ts'
import {
  IdentityProviderCreateRequest,
  IdentityProviderPatchRequest,
} from '../../directory/identity-providers/identity-providers-schemas.ts'
import type { OrganizationDirectory } from '../../foundation/organizations/organization-directory.ts'
import { redirectUriOf } from '../federation/open-provider-client.ts'
import type { ConnectionTestParts } from '../federation/test-oidc-connection.ts'
import { samlAddresses } from '../saml/saml-addresses.ts'
import { ConnectionTest, ProviderConnection } from './connection-schemas.ts'
import { testNewProviderConnection, testProviderConnection } from './test-provider-connection.ts'

const config = { permission: 'User and access management > Manage authentication' } as const
const tags = ['identity-providers']

/** How Portico and an external provider reach each other: what to register there, and whether it works. */
export const connectionRoutes =
  (parts: ConnectionTestParts & { organizations: OrganizationDirectory }): Routes =>
  async (app) => {
    app.get(
      '/identity-provider-connection',
      {
        config,
        schema: {
          operationId: 'IdentityProvider_ReadConnection',
          summary: 'Read what to register at identity providers',
          tags,
          response: { 200: ProviderConnection, ...problems(401, 403) },
        },
      },
      async ({ hostname }) => {
        const organization = await parts.organizations.find(hostname)
        const { assertionConsumer, singleLogout, metadata } = samlAddresses(organization)
        return {
          redirectUri: redirectUriOf(organization),
          keysUrl: `${organization.issuer}/jwks`,
          samlMetadataUrl: metadata,
          samlAssertionConsumerUrl: assertionConsumer,
          samlLogoutUrl: singleLogout,
        }
      },
    )

    app.post(
      '/identity-provider-connection/test',
      {
        config,
        schema: {
          operationId: 'IdentityProvider_TestNewConnection',
          summary: 'Try the connection to an identity provider that is not saved yet',
          description: 'Nothing is stored.',
          tags,
          body: IdentityProviderCreateRequest,
          response: { 200: ConnectionTest, ...problems(400, 401, 403) },
        },
      },
      async ({ hostname, body }) => testNewProviderConnection(parts, await parts.organizations.find(hostname), body),
    )

    app.post(
      '/identity-providers/:key/test',
      {
        config,
        schema: {
          operationId: 'IdentityProvider_TestConnection',
          summary: 'Try the connection to an identity provider, with changes that are not saved yet',
          description:
            'Nothing is stored. The secret that is kept is used as long as the changes lead it nowhere else. An empty object tries what is saved.',
          tags,
          params: KeyParameter,
          body: IdentityProviderPatchRequest,
          response: { 200: ConnectionTest, ...problems(400, 401, 403, 404) },
        },
      },
      async ({ hostname, params, body }) =>
        testProviderConnection(parts, await parts.organizations.find(hostname), params.key, body),
    )
  }
