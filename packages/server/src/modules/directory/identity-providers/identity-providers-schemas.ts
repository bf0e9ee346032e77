import { type Static, Type } from 'typebox'
import {
  component,
  Key,
  Name,
  Nullable,
  named,
  OneOf,
  Page,
  PageQuery,
  Query,
  SearchText,
  Timestamp,
} from '../../../http/api/schemas.ts'
import { normalClaims } from './normal-claims.ts'
import { samlSettingNames } from './saml-setting-names.ts'

const ProviderType = named('ProviderTypeServiceModel', OneOf('OIDC', 'SAML', 'Cognito'))
const Subtype = Type.Unsafe<'Custom' | 'AppleId' | 'Google' | 'Facebook' | 'LinkedIn' | 'OutSystems11'>({
  ...named('ProviderSubtypeServiceModel', OneOf('Custom', 'AppleId', 'Google', 'Facebook', 'LinkedIn', 'OutSystems11')),
  description:
    'Which icon its button on the sign-in page has. With AppleId, it is also asked to answer by form_post, and the secret is what the private key of providerCustomConfig signs.',
})
const EmailTrust = named('EmailTrustTypeServiceModel', OneOf('None', 'EmailVerifiedClaim', 'All'))
const Hosting = Type.Unsafe<'oscloud' | 'selfhosted'>({
  ...named('HostingServiceModel', OneOf('oscloud', 'selfhosted')),
  description: 'Kept for programs that set it. It changes nothing: every provider is reached in the same way.',
})
const LinkingField = named('ProfileLinkingFieldServiceModel', OneOf('Email', 'Username', 'None'))
const AuthenticationMethod = named(
  'ClientAuthenticationMethodServiceModel',
  OneOf('client_secret_post', 'client_secret_basic', 'client_secret_jwt', 'private_key_jwt'),
)
const PkceMethod = named('PkceMethodServiceModel', OneOf('plain', 'S256'))
// biome-ignore format: algorithms by family
const AssertionAlgorithm = named('ClientAssertionSigningAlgorithmServiceModel', OneOf(
  'ES256', 'ES384', 'ES512', 'HS256', 'HS384', 'HS512', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512',
))

const ProviderCustomConfig = Type.Object(
  { keyId: Nullable(Type.String()), teamId: Nullable(Type.String()) },
  {
    ...component('ProviderCustomConfigModel'),
    description:
      'For the subtype AppleId: where both are given and clientSecret is a private key, it signs the secret that Apple asks for. Otherwise they change nothing.',
  },
)

/** `clientSecret` is never read back: it answers null. */
const OidcConfiguration = Type.Object(
  {
    discoveryUrl: Nullable(Type.String()),
    authorizationUrl: Nullable(Type.String()),
    tokenUrl: Nullable(Type.String()),
    userInfoUrl: Nullable(Type.String()),
    logoutUrl: Nullable(Type.String()),
    jwksUrl: Nullable(Type.String()),
    issuer: Nullable(Type.String()),
    clientAuthenticationMethod: Nullable(AuthenticationMethod),
    clientAssertionSigningAlgorithm: Nullable(AssertionAlgorithm),
    scopes: Nullable(Type.Array(Type.String())),
    clientId: Nullable(Type.String()),
    clientSecret: Nullable(Type.String()),
    usePkce: Type.Boolean(),
    pkceMethod: PkceMethod,
    providerCustomConfig: Nullable(ProviderCustomConfig),
    suppressNonceVerification: Type.Boolean(),
  },
  component('OidcConfigurationResponse'),
)
export type OidcConfiguration = Static<typeof OidcConfiguration>

const SamlItem = Type.Object(
  { configName: Nullable(Type.String()), configValue: Nullable(Type.String()) },
  {
    ...component('SamlConfigurationItemModel'),
    description: `Names, in any case: ${samlSettingNames.join(', ')}. Others are kept, and change nothing.`,
  },
)
const TokenNormalization = Type.Object(
  { normalClaim: Nullable(Type.String()), foreignClaim: Nullable(Type.String()) },
  {
    ...component('TokenNormalizationModel'),
    description: `What the provider calls a claim. Normal claims, in any case: ${Object.keys(normalClaims).join(', ')}. Others are kept, and change nothing.`,
  },
)

export const IdentityProvider = Type.Object(
  {
    key: Key,
    name: Nullable(Type.String()),
    oidcConfiguration: Nullable(OidcConfiguration),
    samlConfiguration: Nullable(Type.Array(SamlItem)),
    tokenNormalizations: Nullable(Type.Array(TokenNormalization)),
    lastUpdatedDate: Nullable(Timestamp),
    type: ProviderType,
    subtype: Subtype,
    emailTrustType: EmailTrust,
    hosting: Hosting,
    autoCreateProfiles: Type.Boolean(),
    profileLinkingField: LinkingField,
  },
  component('IdentityProviderResponse'),
)
export type IdentityProvider = Static<typeof IdentityProvider>

export const IdentityProviderPage = Page(IdentityProvider)

export const IdentityProvidersQuery = Query({
  key: Type.Optional(Key),
  nameContains: Type.Optional(SearchText),
  ...PageQuery,
})
export type IdentityProvidersQuery = Static<typeof IdentityProvidersQuery>

const Url = Type.String({ minLength: 1, maxLength: 2048 })
const OptionalUrl = Type.Optional(Nullable(Url))

/** What is absent stays as it is, or as it is by default; null clears it. oidcAfter checks what is needed. */
const OidcConfigurationRequest = Type.Object(
  {
    discoveryUrl: OptionalUrl,
    authorizationUrl: OptionalUrl,
    tokenUrl: OptionalUrl,
    userInfoUrl: OptionalUrl,
    logoutUrl: OptionalUrl,
    jwksUrl: OptionalUrl,
    issuer: OptionalUrl,
    clientAuthenticationMethod: Type.Optional(Nullable(AuthenticationMethod)),
    clientAssertionSigningAlgorithm: Type.Optional(Nullable(AssertionAlgorithm)),
    scopes: Type.Optional(
      Nullable(
        Type.Array(
          Type.String({
            pattern: '^[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,256}$',
            description: 'a word without spaces, quotes and backslashes (RFC 6749, section 3.3)',
          }),
          { minItems: 1, maxItems: 50 },
        ),
      ),
    ),
    clientId: Type.Optional(Nullable(Name)),
    /** Up to 10,000 characters: at some providers it is a private key */
    clientSecret: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 10_000 }))),
    usePkce: Type.Optional(Type.Boolean()),
    pkceMethod: Type.Optional(PkceMethod),
    providerCustomConfig: Type.Optional(
      Nullable(
        Type.Object(
          { keyId: Type.Optional(Nullable(Name)), teamId: Type.Optional(Nullable(Name)) },
          component('ProviderCustomConfigRequest'),
        ),
      ),
    ),
    suppressNonceVerification: Type.Optional(Type.Boolean()),
  },
  component('OidcConfigurationRequest'),
)
export type OidcConfigurationRequest = Static<typeof OidcConfigurationRequest>

const SamlItems = Type.Array(
  Type.Object(
    // Ten certificates with keys of 4096 bits fit.
    { configName: Name, configValue: Type.String({ minLength: 1, maxLength: 40_000 }) },
    component('SamlConfigurationItemRequest'),
  ),
  { minItems: 1, maxItems: 100 },
)
const TokenNormalizations = Type.Array(
  Type.Object({ normalClaim: Name, foreignClaim: Name }, component('TokenNormalizationRequest')),
  {
    maxItems: 100,
  },
)

const settings = {
  subtype: Type.Optional(Subtype),
  emailTrustType: Type.Optional(EmailTrust),
  hosting: Type.Optional(Hosting),
  autoCreateProfiles: Type.Optional(Type.Boolean()),
  profileLinkingField: Type.Optional(LinkingField),
  oidcConfiguration: Type.Optional(OidcConfigurationRequest),
  samlConfiguration: Type.Optional(SamlItems),
  tokenNormalizations: Type.Optional(Nullable(TokenNormalizations)),
}

/** The built-in one is the only provider of type Cognito. */
export const IdentityProviderCreateRequest = Type.Object(
  { name: Name, type: named('ExternalIdentityProviderType', OneOf('OIDC', 'SAML')), ...settings },
  component('IdentityProviderCreateRequest'),
)
export type IdentityProviderCreateRequest = Static<typeof IdentityProviderCreateRequest>

/** What is absent stays. Lists are replaced as a whole. */
export const IdentityProviderPatchRequest = Type.Object(
  { name: Type.Optional(Name), ...settings },
  component('IdentityProviderPatchRequest'),
)
export type IdentityProviderPatchRequest = Static<typeof IdentityProviderPatchRequest>

export const IdentityProviderCreated = Type.Object({ key: Key }, component('IdentityProviderCreateResponse'))

/** Who may sign in through it: members (organization), end users in these environments. */
export const Assignments = Type.Object(
  { organization: Type.Boolean(), environmentKeys: Type.Array(Key, { maxItems: 100 }) },
  component('IdentityProviderAssignments'),
)
export type Assignments = Static<typeof Assignments>
