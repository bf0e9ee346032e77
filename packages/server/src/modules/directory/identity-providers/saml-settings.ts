import type { X509Certificate } from 'node:crypto'
import { fold } from '../../../db/fold.ts'
import { Problem } from '../../../problems/problem.ts'
import type { IdentityProvider } from './identity-providers-schemas.ts'
import { requireProviderUrl } from './require-provider-url.ts'
import { readSamlCertificates } from './saml-certificates.ts'
import { type SamlSettingName, samlSettingNames } from './saml-setting-names.ts'

export type SamlConfiguration = NonNullable<IdentityProvider['samlConfiguration']>

type SamlBinding = 'HTTP-Redirect' | 'HTTP-POST'

/** What the settings of a SAML provider say. What is null, its metadata may say. */
export interface SamlSettings extends Record<SamlSettingName, unknown> {
  /** Fetched at once and then on schedule; what is set beside it wins */
  metadataUrl: string | null
  /** Of the provider: the issuer of its messages */
  entityId: string | null
  singleSignOnUrl: string | null
  singleSignOnBinding: SamlBinding | null
  singleLogoutUrl: string | null
  singleLogoutBinding: SamlBinding | null
  /** Where answers to the provider's own requests to sign out go, if elsewhere */
  singleLogoutResponseUrl: string | null
  /** Certificates with the provider's keys: several while it changes its key */
  certificate: X509Certificate[] | null
  /** Asked for in requests, such as urn:oasis:names:tc:SAML:2.0:nameid-format:persistent */
  nameIdFormat: string | null
  /** The attribute that identifies people, in place of the NameID */
  subjectAttribute: string | null
  /** Asked for in requests: how people should sign in there */
  authenticationContext: string | null
  /** Those of the provider's that stand for two factors, beside the usual ones */
  secondFactorContexts: string[]
  /** The entity ID that this provider knows Portico by, where it is not the usual one */
  serviceProviderEntityId: string | null
  signRequests: boolean
  forceAuthentication: boolean
  requireSignedAssertion: boolean
  requireEncryptedAssertion: boolean
  allowProviderInitiated: boolean
}

type Read = (field: string, value: string) => unknown

const readUrl: Read = (field, value) => {
  requireProviderUrl(field, value)
  return value
}
const readBinding: Read = (field, value) => {
  if (value === 'HTTP-Redirect' || value === 'HTTP-POST') return value
  throw refused(field, 'must be HTTP-Redirect or HTTP-POST.')
}
const readFlag: Read = (field, value) => {
  if (value === 'true' || value === 'false') return value === 'true'
  throw refused(field, 'must be true or false.')
}
const readUri: Read = (field, value) => {
  if (/^[^\s\p{C}]{1,1024}$/u.test(value)) return value
  throw refused(field, 'must be a URI or a name without spaces, of up to 1,024 characters.')
}
const readText: Read = (_field, value) => value
const readUris: Read = (field, value) =>
  value
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((each) => readUri(field, each))

/** The settings that have a meaning. Others are kept as they are. */
const readers: Record<SamlSettingName, Read> = {
  metadataUrl: readUrl,
  entityId: readUri,
  singleSignOnUrl: readUrl,
  singleSignOnBinding: readBinding,
  singleLogoutUrl: readUrl,
  singleLogoutBinding: readBinding,
  singleLogoutResponseUrl: readUrl,
  certificate: readSamlCertificates,
  nameIdFormat: readUri,
  subjectAttribute: readText,
  authenticationContext: readUri,
  secondFactorContexts: readUris,
  serviceProviderEntityId: readUri,
  signRequests: readFlag,
  forceAuthentication: readFlag,
  requireSignedAssertion: readFlag,
  requireEncryptedAssertion: readFlag,
  allowProviderInitiated: readFlag,
}

const unset: SamlSettings = {
  ...(Object.fromEntries(samlSettingNames.map((name) => [name, null])) as unknown as SamlSettings),
  secondFactorContexts: [],
  signRequests: true,
  forceAuthentication: false,
  requireSignedAssertion: false,
  requireEncryptedAssertion: false,
  allowProviderInitiated: false,
}

const byFoldedName = new Map(samlSettingNames.map((name) => [fold(name), name]))

/**
 * What the items of a SAML configuration say. Names are matched without regard to case, each once; the values of unknown
 * ones that end with Url are URLs.
 * @throws Problem invalid_body
 */
export function readSamlSettings(items: SamlConfiguration): SamlSettings {
  const settings: Record<string, unknown> = { ...unset }
  const given = new Set<string>()
  for (const [index, { configName, configValue }] of items.entries()) {
    const folded = fold(configName ?? '')
    if (given.has(folded)) throw refused(`samlConfiguration[${index}].configName`, 'is given twice.')
    given.add(folded)
    const name = byFoldedName.get(folded)
    const field = `samlConfiguration[${index}].configValue`
    if (name && configValue !== null) settings[name] = readers[name](field, configValue)
    else if (folded.endsWith('url')) requireProviderUrl(field, configValue)
  }
  return settings as unknown as SamlSettings
}

const refused = (field: string, rule: string): Problem => new Problem('invalid_body', `The field ${field} ${rule}`)
