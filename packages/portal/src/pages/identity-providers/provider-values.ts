import { msg } from '@lingui/core/macro'
import type { IdentityProviderChanges } from '@portico/sdk'
import { type Line, newLineId } from '../../components/forms/new-line-id.ts'
import { pageI18n } from '../../components/language/page-language.ts'
import { formatList } from '../../components/values/format-number.ts'
import { type AssertionAlgorithm, type AuthenticationMethod, assertionAlgorithmsOf } from './provider-labels.ts'
import type { OidcConfiguration, Provider } from './queries.ts'

/** The endpoints that a discovery document contains */
export const addressFields = [
  { name: 'issuer', label: msg`Issuer`, isNeeded: true },
  { name: 'authorizationUrl', label: msg`Authorization endpoint`, isNeeded: true },
  { name: 'tokenUrl', label: msg`Token endpoint`, isNeeded: true },
  { name: 'jwksUrl', label: msg`Key set (JWKS)`, isNeeded: true },
  { name: 'userInfoUrl', label: msg`Userinfo endpoint`, isNeeded: false },
  { name: 'logoutUrl', label: msg`Logout endpoint`, isNeeded: false },
] as const
export type Address = (typeof addressFields)[number]['name']

/** The claims that can be read under another name */
export const ownClaims = ['username', 'name', 'email', 'email_verified', 'picture', 'terms']

/** What OpenID Connect calls two of them */
const standardNames = ['preferred_username', 'terms_accepted']

/** What a SAML provider needs whose metadata are at no address */
const withoutMetadata = ['entityId', 'singleSignOnUrl', 'certificate']

/** The settings of SAML providers that have a meaning */
export const samlSettings = [
  'metadataUrl',
  'entityId',
  'singleSignOnUrl',
  'singleSignOnBinding',
  'singleLogoutUrl',
  'singleLogoutBinding',
  'singleLogoutResponseUrl',
  'certificate',
  'nameIdFormat',
  'subjectAttribute',
  'authenticationContext',
  'secondFactorContexts',
  'serviceProviderEntityId',
  'signRequests',
  'forceAuthentication',
  'requireSignedAssertion',
  'requireEncryptedAssertion',
  'allowProviderInitiated',
]

/** A pair of texts in a list. */
export interface Pair extends Line {
  name: string
  value: string
}

/** The values of the form, for both types, with the server's names, so that its refusals are shown at the fields. */
export interface ProviderValues extends Record<Address, string> {
  name: string
  type: 'OIDC' | 'SAML'
  subtype: Provider['subtype']
  emailTrustType: Provider['emailTrustType']
  autoCreateProfiles: boolean
  profileLinkingField: Provider['profileLinkingField']
  discoveryUrl: string
  clientId: string
  clientAuthenticationMethod: AuthenticationMethod | 'none'
  clientAssertionSigningAlgorithm: AssertionAlgorithm | null
  clientSecret: string
  scopes: string[]
  usePkce: boolean
  pkceMethod: OidcConfiguration['pkceMethod']
  suppressNonceVerification: boolean
  keyId: string
  teamId: string
  samlConfiguration: Pair[]
  tokenNormalizations: Pair[]
}

export const newPair = (name = '', value = ''): Pair => ({ id: newLineId(), name, value })

export const newProvider = (): ProviderValues => ({
  name: '',
  type: 'OIDC',
  subtype: 'Custom',
  emailTrustType: 'EmailVerifiedClaim',
  autoCreateProfiles: true,
  profileLinkingField: 'Email',
  ...oidcValues(null),
  clientAuthenticationMethod: 'client_secret_post',
  samlConfiguration: withoutMetadata.map((name) => newPair(name)),
  tokenNormalizations: [],
})

export const valuesOf = (provider: Provider): ProviderValues => ({
  name: provider.name ?? '',
  type: provider.type === 'SAML' ? 'SAML' : 'OIDC',
  subtype: provider.subtype,
  emailTrustType: provider.emailTrustType,
  autoCreateProfiles: provider.autoCreateProfiles,
  profileLinkingField: provider.profileLinkingField,
  ...oidcValues(provider.oidcConfiguration),
  samlConfiguration: (provider.samlConfiguration ?? []).map((item) =>
    newPair(item.configName ?? '', item.configValue ?? ''),
  ),
  tokenNormalizations: (provider.tokenNormalizations ?? []).map((item) =>
    newPair(item.normalClaim ?? '', item.foreignClaim ?? ''),
  ),
})

const oidcValues = (oidc: OidcConfiguration | null) => ({
  discoveryUrl: oidc?.discoveryUrl ?? '',
  ...(Object.fromEntries(addressFields.map(({ name }) => [name, oidc?.[name] ?? ''])) as Record<Address, string>),
  clientId: oidc?.clientId ?? '',
  clientAuthenticationMethod: oidc?.clientAuthenticationMethod ?? ('none' as const),
  clientAssertionSigningAlgorithm: oidc?.clientAssertionSigningAlgorithm ?? null,
  clientSecret: '',
  scopes: oidc?.scopes ?? ['openid', 'profile', 'email'],
  usePkce: oidc?.usePkce ?? true,
  pkceMethod: oidc?.pkceMethod ?? ('S256' as const),
  suppressNonceVerification: oidc?.suppressNonceVerification ?? false,
  keyId: oidc?.providerCustomConfig?.keyId ?? '',
  teamId: oidc?.providerCustomConfig?.teamId ?? '',
})

type ProviderRequest = IdentityProviderChanges

/** For the request. Empty values are cleared, except for the secret, which is kept. */
export function requestOf(values: ProviderValues): ProviderRequest {
  const { type, name, subtype, emailTrustType, autoCreateProfiles, profileLinkingField } = values
  const normalizations = filled(values.tokenNormalizations)
  return {
    name: name.trim(),
    emailTrustType,
    autoCreateProfiles,
    profileLinkingField,
    tokenNormalizations:
      normalizations.length > 0
        ? normalizations.map(({ name, value }) => ({ normalClaim: name, foreignClaim: value }))
        : null,
    ...(type === 'OIDC'
      ? { subtype, oidcConfiguration: oidcRequest(values) }
      : {
          samlConfiguration: filledSettings(values).map(({ name, value }) => ({
            configName: name,
            configValue: value,
          })),
        }),
  }
}

function oidcRequest(values: ProviderValues): ProviderRequest['oidcConfiguration'] {
  const { clientAuthenticationMethod: method, clientAssertionSigningAlgorithm: algorithm, keyId, teamId } = values
  const isSigned = algorithm !== null && assertionAlgorithmsOf(method).includes(algorithm)
  const urls = ['discoveryUrl', ...addressFields.map(({ name }) => name)] as const
  return {
    ...(Object.fromEntries(urls.map((name) => [name, values[name as Address].trim() || null])) as Record<
      Address | 'discoveryUrl',
      string | null
    >),
    clientId: values.clientId.trim(),
    clientAuthenticationMethod: method === 'none' ? null : method,
    clientAssertionSigningAlgorithm: isSigned ? algorithm : null,
    ...secretOf(values),
    scopes: values.scopes,
    usePkce: values.usePkce,
    pkceMethod: values.pkceMethod,
    suppressNonceVerification: values.suppressNonceVerification,
    providerCustomConfig:
      values.subtype === 'AppleId' ? { keyId: keyId.trim() || null, teamId: teamId.trim() || null } : null,
  }
}

/** A public client has none, so that a former one goes. Otherwise an empty field leaves what is stored. */
function secretOf({ clientAuthenticationMethod: method, clientSecret }: ProviderValues) {
  if (method === 'none') return { clientSecret: null }
  return clientSecret === '' ? {} : { clientSecret }
}

const filled = (pairs: Pair[]): Pair[] =>
  pairs
    .map(({ id, name, value }) => ({ id, name: name.trim(), value: value.trim() }))
    .filter(({ name, value }) => name !== '' || value !== '')

/** The lines that the form begins with may stay empty where the provider's metadata are at an address. */
function filledSettings({ samlConfiguration }: ProviderValues): Pair[] {
  const settings = filled(samlConfiguration)
  if (!settings.some(({ name, value }) => name.toLowerCase() === 'metadataurl' && value !== '')) return settings
  return settings.filter(({ name, value }) => value !== '' || !withoutMetadata.includes(name))
}

/** What can be told without the server. */
export function checkProvider(values: ProviderValues, isNew: boolean): Partial<Record<keyof ProviderValues, string>> {
  const wrong: Partial<Record<keyof ProviderValues, string>> = {}
  if (values.name.trim() === '') wrong.name = pageI18n()._(msg`Enter a name. Users see it when they sign in.`)
  if (values.type === 'OIDC') checkOidc(values, isNew, wrong)
  else if (filledSettings(values).length === 0) wrong.samlConfiguration = pageI18n()._(msg`Add at least one setting.`)
  const claims = checkPairs(filled(values.tokenNormalizations), [...ownClaims, ...standardNames])
  if (claims) wrong.tokenNormalizations = claims
  const settings = values.type === 'SAML' && checkPairs(filledSettings(values), samlSettings)
  if (settings) wrong.samlConfiguration = settings
  return wrong
}

const checkPairs = (pairs: Pair[], known: string[]): string | undefined =>
  pairs.some(({ name, value }) => name === '' || value === '')
    ? pageI18n()._(msg`Fill in both fields of each line.`)
    : checkNames(pairs, known)

/** A name with a slip in it would be stored, and do nothing. */
function checkNames(pairs: Pair[], known: string[]): string | undefined {
  const unknown = pairs.find(({ name }) => !known.some((one) => one.toLowerCase() === name.toLowerCase()))
  const names = formatList(known)
  return unknown && pageI18n()._(msg`${unknown.name} is not a known name. Known names: ${names}.`)
}

function checkOidc(values: ProviderValues, isNew: boolean, wrong: Partial<Record<keyof ProviderValues, string>>): void {
  if (values.clientId.trim() === '') wrong.clientId = pageI18n()._(msg`Enter the client ID from the provider.`)
  if (!values.scopes.includes('openid')) wrong.scopes = pageI18n()._(msg`The scope openid is required.`)
  if (isNew && values.clientAuthenticationMethod.startsWith('client_secret') && values.clientSecret === '') {
    wrong.clientSecret = pageI18n()._(msg`Enter the client secret from the provider.`)
  }
  if (values.discoveryUrl.trim() !== '') return
  const missing = addressFields.filter(({ name, isNeeded }) => isNeeded && values[name].trim() === '')
  if (missing.length === 0) return
  const isByHand = missing.length < addressFields.filter(({ isNeeded }) => isNeeded).length
  if (isByHand)
    for (const { name } of missing) wrong[name] = pageI18n()._(msg`Required, because there is no discovery URL.`)
  else wrong.discoveryUrl = pageI18n()._(msg`Enter the discovery URL or the endpoints below.`)
}
