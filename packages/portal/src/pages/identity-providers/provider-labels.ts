import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { pageI18n } from '../../components/language/page-language.ts'
import type { OidcConfiguration, Provider } from './queries.ts'

/** Labels for the values of the API. */
const typeLabels: Record<Provider['type'], MessageDescriptor> = {
  OIDC: msg`OpenID Connect`,
  SAML: msg`SAML 2.0`,
  Cognito: msg`Passwords`,
}
export const providerTypeLabel = (type: Provider['type']): string => pageI18n()._(typeLabels[type])

type Labels<T extends string> = Record<T, MessageDescriptor>

export const subtypeOptions: Labels<Provider['subtype']> = {
  Custom: msg`Other`,
  AppleId: msg`Apple ID`,
  Google: msg`Google`,
  Facebook: msg`Facebook`,
  LinkedIn: msg`LinkedIn`,
  OutSystems11: msg`OutSystems 11`,
}

export const emailTrustOptions: Labels<Provider['emailTrustType']> = {
  EmailVerifiedClaim: msg`Addresses that the provider has verified`,
  All: msg`All`,
  None: msg`None`,
}

export const linkingFieldOptions: Labels<Provider['profileLinkingField']> = {
  Email: msg`By e-mail`,
  Username: msg`By username`,
  None: msg`Never`,
}

export type AuthenticationMethod = NonNullable<OidcConfiguration['clientAuthenticationMethod']>
export type AssertionAlgorithm = NonNullable<OidcConfiguration['clientAssertionSigningAlgorithm']>

export const authenticationMethodOptions: Labels<AuthenticationMethod | 'none'> = {
  client_secret_post: msg`Secret in the request body`,
  client_secret_basic: msg`Secret in the Authorization header`,
  client_secret_jwt: msg`Assertion signed with the secret`,
  private_key_jwt: msg`Assertion signed with a private key`,
  none: msg`None (public client)`,
}

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

export const labelOf = <T extends string>(labels: Labels<T>, value: T): string => pageI18n()._(labels[value])

/** For a select, in the page's language */
export const optionsOf = <T extends string>(labels: Labels<T>): { value: T; label: string }[] =>
  (Object.keys(labels) as T[]).map((value) => ({ value, label: labelOf(labels, value) }))

/** Only the built-in provider has this type. */
export const isBuiltIn = ({ type }: Pick<Provider, 'type'>): boolean => type === 'Cognito'
