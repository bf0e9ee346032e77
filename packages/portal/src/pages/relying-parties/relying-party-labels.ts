import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { RelyingPartyDetails } from '@portico/sdk'
import { pageI18n } from '../../components/language/page-language.ts'

type Labels<V> = readonly { value: V; label: MessageDescriptor }[]

export type RelyingPartyType = RelyingPartyDetails['type']

export const relyingPartyTypes: (Labels<RelyingPartyType>[number] & { description: MessageDescriptor })[] = [
  {
    value: 'web',
    label: msg`Web application`,
    description: msg`Runs on a server that keeps a secret, for example with Express, ASP.NET, Spring or PHP.`,
  },
  {
    value: 'single-page',
    label: msg`Single-page application`,
    description: msg`Runs in the browser only. Everybody can read its code, so it has no secret.`,
  },
  {
    value: 'native',
    label: msg`Native application`,
    description: msg`Runs on a phone or a computer and opens the browser to sign in. It has no secret.`,
  },
]

/** The values are their names in OpenID Connect, which are shown beside the labels. */
export const authenticationOptions: Labels<RelyingPartyDetails['clientAuthentication']> = [
  { value: 'client_secret_basic', label: msg`Secret in the header` },
  { value: 'client_secret_post', label: msg`Secret in the form` },
  { value: 'private_key_jwt', label: msg`Private key instead of a secret` },
]

export const dpopOptions: Labels<RelyingPartyDetails['usesDpop']> = [
  { value: 'never', label: msg`Never` },
  { value: 'allowed', label: msg`If the application supports it` },
  { value: 'required', label: msg`Always` },
]

/** What can be chosen; `offline_access` comes with refresh tokens. */
export const scopeOptions: Labels<RelyingPartyDetails['scopes'][number]> = [
  { value: 'profile', label: msg`Name and picture (profile)` },
  { value: 'email', label: msg`E-mail (email)` },
  { value: 'groups', label: msg`Groups (groups)` },
  { value: 'roles', label: msg`End-user roles (roles)` },
]

export function labelOf<V extends string>(options: Labels<V>, value: V): string {
  const found = options.find((option) => option.value === value)
  return found ? pageI18n()._(found.label) : value
}

/** For a select, in the page's language */
export const optionsOf = <V extends string>(options: Labels<V>): { value: V; label: string }[] =>
  options.map(({ value, label }) => ({ value, label: pageI18n()._(label) }))

export const hasSecrets = ({ clientAuthentication }: Pick<RelyingPartyDetails, 'clientAuthentication'>): boolean =>
  clientAuthentication.startsWith('client_secret_')
