import type { OidcConfiguration, Provider } from './queries.ts'

/** Labels for the values of the API. */
const typeLabels: Record<Provider['type'], string> = {
  OIDC: 'OpenID Connect',
  SAML: 'SAML 2.0',
  Cognito: 'Passwords',
}
export const providerTypeLabel = (type: Provider['type']): string => typeLabels[type]

type Options<T extends string> = { value: T; label: string }[]

export const subtypeOptions: Options<Provider['subtype']> = [
  { value: 'Custom', label: 'Any other' },
  { value: 'AppleId', label: 'Apple ID' },
  { value: 'Google', label: 'Google' },
  { value: 'Facebook', label: 'Facebook' },
  { value: 'LinkedIn', label: 'LinkedIn' },
  { value: 'OutSystems11', label: 'OutSystems 11' },
]

export const emailTrustOptions: Options<Provider['emailTrustType']> = [
  { value: 'EmailVerifiedClaim', label: 'Those that it says it has verified' },
  { value: 'All', label: 'All of them' },
  { value: 'None', label: 'None' },
]

export const linkingFieldOptions: Options<Provider['profileLinkingField']> = [
  { value: 'Email', label: 'By e-mail' },
  { value: 'Username', label: 'By username' },
  { value: 'None', label: 'Never' },
]

export type AuthenticationMethod = NonNullable<OidcConfiguration['clientAuthenticationMethod']>
export type AssertionAlgorithm = NonNullable<OidcConfiguration['clientAssertionSigningAlgorithm']>

export const authenticationMethodOptions: Options<AuthenticationMethod | 'none'> = [
  { value: 'client_secret_post', label: 'Secret in the request body' },
  { value: 'client_secret_basic', label: 'Secret in the Authorization header' },
  { value: 'client_secret_jwt', label: 'Assertion signed with the secret' },
  { value: 'private_key_jwt', label: 'Assertion signed with a private key' },
  { value: 'none', label: 'None: a public client' },
]

const families = {
  HS: 'client_secret_jwt',
  RS: 'private_key_jwt',
  PS: 'private_key_jwt',
  ES: 'private_key_jwt',
} as const

/** The algorithms of a method (RFC 7523): with the secret, or with a private key. */
export const assertionAlgorithmsOf = (method: AuthenticationMethod | 'none'): AssertionAlgorithm[] =>
  Object.entries(families).flatMap(([family, needed]) =>
    needed === method ? ['256', '384', '512'].map((bits) => `${family}${bits}` as AssertionAlgorithm) : [],
  )

export const labelOf = <T extends string>(options: Options<T>, value: T): string =>
  options.find((option) => option.value === value)?.label ?? value

/** Only the built-in provider has this type. */
export const isBuiltIn = ({ type }: Pick<Provider, 'type'>): boolean => type === 'Cognito'
