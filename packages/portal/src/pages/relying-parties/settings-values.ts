import { msg } from '@lingui/core/macro'
import { pageI18n } from '../../components/language/page-language.ts'
import { addressLines, numberIn } from './address-lines.ts'
import type { RelyingPartyChanges, RelyingPartyDetails } from './queries.ts'

/** The settings as the form holds them: addresses one a line, numbers as they are typed. */
export interface SettingsValues {
  name: string
  logoUrl: string
  redirectUris: string
  postLogoutRedirectUris: string
  backChannelLogoutUri: string
  initiateLoginUri: string
  clientAuthentication: RelyingPartyDetails['clientAuthentication']
  jwks: string
  jwksUri: string
  requiresPkce: boolean
  requiresConsent: boolean
  requiresPushedRequests: boolean
  usesDpop: RelyingPartyDetails['usesDpop']
  allowsRefreshTokens: boolean
  accessTokenMinutes: string
  refreshTokenDays: string
  environmentKey: string | null
  assetKey: string | null
  scopes: RelyingPartyDetails['scopes']
  hasExpiryReminder: boolean
}

export const valuesOf = (one: RelyingPartyDetails): SettingsValues => ({
  name: one.name,
  logoUrl: one.logoUrl ?? '',
  redirectUris: one.redirectUris.join('\n'),
  postLogoutRedirectUris: one.postLogoutRedirectUris.join('\n'),
  backChannelLogoutUri: one.backChannelLogoutUri ?? '',
  initiateLoginUri: one.initiateLoginUri ?? '',
  clientAuthentication: one.clientAuthentication,
  jwks: one.jwks ? JSON.stringify(one.jwks, null, 2) : '',
  jwksUri: one.jwksUri ?? '',
  requiresPkce: one.requiresPkce,
  requiresConsent: one.requiresConsent,
  requiresPushedRequests: one.requiresPushedRequests,
  usesDpop: one.usesDpop,
  allowsRefreshTokens: one.allowsRefreshTokens,
  accessTokenMinutes: String(one.accessTokenMinutes),
  refreshTokenDays: String(one.refreshTokenDays),
  environmentKey: one.environmentKey,
  assetKey: one.assetKey,
  scopes: one.scopes,
  hasExpiryReminder: one.hasExpiryReminder,
})

/** What does not belong to the other settings is left out, so that no field that is not shown is refused. */
export function requestOf(values: SettingsValues): RelyingPartyChanges {
  const { accessTokenMinutes, refreshTokenDays, ...others } = values
  const usesKeys = values.clientAuthentication === 'private_key_jwt'
  return {
    ...others,
    name: values.name.trim(),
    logoUrl: values.logoUrl.trim() || null,
    redirectUris: addressLines(values.redirectUris),
    postLogoutRedirectUris: addressLines(values.postLogoutRedirectUris),
    backChannelLogoutUri: values.backChannelLogoutUri.trim() || null,
    initiateLoginUri: values.initiateLoginUri.trim() || null,
    jwks: usesKeys && values.jwks.trim() ? JSON.parse(values.jwks) : null,
    jwksUri: usesKeys ? values.jwksUri.trim() || null : null,
    accessTokenMinutes: numberIn(accessTokenMinutes) ?? 0,
    refreshTokenDays: numberIn(refreshTokenDays) ?? 0,
    scopes: [
      ...values.scopes.filter((scope) => scope !== 'offline_access' && (scope !== 'roles' || values.assetKey !== null)),
      ...(values.allowsRefreshTokens ? (['offline_access'] as const) : []),
    ],
  }
}

/** A message for each field that is wrong, as far as the server need not be asked */
export function checkSettings(values: SettingsValues): Partial<Record<keyof SettingsValues, string>> {
  const isWithin = (text: string, most: number): boolean => {
    const number = numberIn(text)
    return number !== null && number >= 1 && number <= most
  }
  return {
    ...(values.name.trim() === '' ? { name: pageI18n()._(msg`Enter a name. Users see it when they sign in.`) } : {}),
    ...(addressLines(values.redirectUris).length === 0
      ? { redirectUris: pageI18n()._(msg`Enter at least one URL.`) }
      : {}),
    ...(isWithin(values.accessTokenMinutes, 720)
      ? {}
      : { accessTokenMinutes: pageI18n()._(msg`Enter a whole number from 1 to 720.`) }),
    ...(isWithin(values.refreshTokenDays, 365)
      ? {}
      : { refreshTokenDays: pageI18n()._(msg`Enter a whole number from 1 to 365.`) }),
    ...(isKeySet(values.jwks) ? {} : { jwks: pageI18n()._(msg`Enter a JSON Web Key Set, such as ${keySet}.`) }),
  }
}

const keySet = '{"keys": […]}'

function isKeySet(text: string): boolean {
  if (text.trim() === '') return true
  try {
    return Array.isArray(JSON.parse(text).keys)
  } catch {
    return false
  }
}
