import type { RelyingPartyDetails } from '@portico/sdk'

type Labels<V> = readonly { value: V; label: string }[]

export type RelyingPartyType = RelyingPartyDetails['type']

export const relyingPartyTypes: (Labels<RelyingPartyType>[number] & { description: string })[] = [
  {
    value: 'web',
    label: 'Web application',
    description: 'Runs on a server, which keeps a secret: Express, ASP.NET, Spring, PHP and the like.',
  },
  {
    value: 'single-page',
    label: 'Single-page application',
    description: 'Runs in the browser alone. Everybody can read its code, so it has no secret.',
  },
  {
    value: 'native',
    label: 'Native application',
    description: 'Runs on a phone or a computer, and opens the browser to sign in. It has no secret.',
  },
]

export const authenticationOptions: Labels<RelyingPartyDetails['clientAuthentication']> = [
  { value: 'client_secret_basic', label: 'Secret in a header (client_secret_basic)' },
  { value: 'client_secret_post', label: 'Secret in the form (client_secret_post)' },
  { value: 'private_key_jwt', label: 'Own key, without a secret (private_key_jwt)' },
]

export const dpopOptions: Labels<RelyingPartyDetails['usesDpop']> = [
  { value: 'never', label: 'Never' },
  { value: 'allowed', label: 'If the application does' },
  { value: 'required', label: 'Always' },
]

/** What can be chosen; `offline_access` comes with refresh tokens. */
export const scopeOptions: Labels<RelyingPartyDetails['scopes'][number]> = [
  { value: 'profile', label: 'Name and picture (profile)' },
  { value: 'email', label: 'E-mail (email)' },
  { value: 'groups', label: 'Groups (groups)' },
  { value: 'roles', label: 'Application roles (roles)' },
]

export const labelOf = <V extends string>(options: Labels<V>, value: V): string =>
  options.find((option) => option.value === value)?.label ?? value

export const hasSecrets = ({ clientAuthentication }: Pick<RelyingPartyDetails, 'clientAuthentication'>): boolean =>
  clientAuthentication.startsWith('client_secret_')
