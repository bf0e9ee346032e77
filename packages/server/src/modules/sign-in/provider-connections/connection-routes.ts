import type { Routes } from '../../../http/api/routes.ts'
import { KeyParameter, problems } from '../../../http/api/schemas.ts'
import {
  IdentityProviderCreateRequest,
  IdentityProviderPatchRequest,
} from '../../directory/identity-providers/identity-providers-schemas.ts'
import type { OrganizationDirectory } from '../../foundation/organizations/organization-directory.ts'
import { redirectUriOf } from '../federation/open-provider-client.ts'
import { signedOutUri } from '../federation/signed-out-address.ts'
import type { ConnectionTestParts } from '../federation/test-oidc-connection.ts'
import { getSamlStatus } from '../saml/get-saml-status.ts'
import { listEndingCertificates } from '../saml/list-ending-certificates.ts'
import { readMetadataAsSettings } from '../saml/read-metadata-as-settings.ts'
import { samlAddresses } from '../saml/saml-addresses.ts'
import {
  ConnectionTest,
  EndingCertificates,
  ProviderConnection,
  SamlMetadataRequest,
  SamlMetadataSettings,
  SamlStatus,
} from './connection-schemas.ts'
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
          redirectUri: redirectUriOf(organization, '{key}'),
          postLogoutRedirectUri: signedOutUri(organization),
          keysUrl: `${organization.issuer}/jwks`,
          samlMetadataUrl: metadata,
          samlAssertionConsumerUrl: assertionConsumer,
          samlLogoutUrl: singleLogout,
        }
      },
    )

    app.get(
      '/identity-provider-connection/ending-certificates',
      {
        config,
        schema: {
          operationId: 'IdentityProvider_ReadEndingCertificates',
          summary:
            'Read which certificates of SAML providers, and of the own SAML key, end within 30 days or have ended',
          description:
            'Those that somebody has to replace here. Of a provider with several, the one that ends last counts. Metadata that are fetched bring new ones by themselves.',
          tags,
          response: { 200: EndingCertificates, ...problems(401, 403) },
        },
      },
      async ({ principal }) => ({ certificates: await listEndingCertificates(parts, principal.organizationKey) }),
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
      '/identity-provider-connection/saml-metadata',
      {
        config,
        schema: {
          operationId: 'IdentityProvider_ReadSamlMetadata',
          summary: 'Turn the metadata of a SAML provider into settings, to create or to change one with them',
          description:
            'For providers whose metadata are at no address that can be reached. Nothing is stored, and nothing is fetched again: where there is an address, give it as metadataUrl instead.',
          tags,
          body: SamlMetadataRequest,
          response: { 200: SamlMetadataSettings, ...problems(400, 401, 403) },
        },
      },
      async ({ body }) => readMetadataAsSettings(parts, body.metadata),
    )

    app.get(
      '/identity-providers/:key/saml-status',
      {
        config,
        schema: {
          operationId: 'IdentityProvider_ReadSamlStatus',
          summary: 'Read the certificates of a SAML provider, and how its metadata were last fetched',
          description: 'Providers of other types have neither.',
          tags,
          params: KeyParameter,
          response: { 200: SamlStatus, ...problems(400, 401, 403, 404) },
        },
      },
      ({ principal, params }) => getSamlStatus(parts, principal.organizationKey, params.key),
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
