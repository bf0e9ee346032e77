import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { serverAddressFault } from '../../foundation/outgoing/server-address-fault.ts'
import { pageAddressFault, requireAddress, returnAddressFault } from './address-rules.ts'
import { type RelyingPartySettings, relyingPartyScopes } from './relying-party.ts'

const typeNames = { web: 'web application', 'single-page': 'single-page application', native: 'native application' }

/**
 * Refuses settings that break a rule, or do not fit together. It looks at nothing else than the settings. What was left
 * without keys, as whoever added them was offboarded, can be changed before it gets others.
 * @throws Problem relying_party_address_invalid, relying_party_settings_unfit
 */
export function requireSoundSettings(
  { config }: Pick<Parts<'config'>, 'config'>,
  settings: RelyingPartySettings,
  held?: RelyingPartySettings,
): void {
  requireAddresses(settings, config.outgoingAllowedNetworks)
  requireAuthentication(settings, held !== undefined && lacksKeys(held))
  requireScopes(settings)
  const { assetKey, environmentKey, allowedUsers } = settings
  if (assetKey && !environmentKey) {
    throw unfit(
      'The field environmentKey is missing: with assetKey, it says in which stage the end-user roles are looked up.',
    )
  }
  if (allowedUsers.who !== 'everybody' && !environmentKey) {
    throw unfit(
      'The field environmentKey is missing: roles and groups belong to a stage, so allowedUsers.who needs it.',
    )
  }
}

/** The field that names who may use it, where not everybody may */
export function chosenIn({ allowedUsers }: RelyingPartySettings): { field: string; keys: string[] } | undefined {
  if (allowedUsers.who === 'roles')
    return { field: 'allowedUsers.applicationRoleKeys', keys: allowedUsers.applicationRoleKeys }
  if (allowedUsers.who === 'groups') return { field: 'allowedUsers.groupKeys', keys: allowedUsers.groupKeys }
  return undefined
}

function requireAddresses(settings: RelyingPartySettings, allowedNetworks: readonly string[]): void {
  for (const field of ['redirectUris', 'postLogoutRedirectUris'] as const) {
    const addresses = settings[field]
    for (const [index, address] of addresses.entries()) {
      requireAddress(`${field}[${index}]`, returnAddressFault(address, settings.type))
      if (addresses.indexOf(address) !== index) requireAddress(`${field}[${index}]`, 'is there twice')
    }
  }
  for (const field of ['logoUrl', 'backChannelLogoutUri', 'jwksUri'] as const) {
    const address = settings[field]
    if (address !== null) requireAddress(field, serverAddressFault(address, allowedNetworks))
  }
  const { initiateLoginUri } = settings
  if (initiateLoginUri !== null) requireAddress('initiateLoginUri', pageAddressFault(initiateLoginUri))
}

/** Whoever has a public client's program has everything in it: it authenticates by nothing, and proves with PKCE. */
function requireAuthentication(settings: RelyingPartySettings, lackedKeys: boolean): void {
  const { type, clientAuthentication, requiresPkce, jwks, jwksUri } = settings
  const isPublic = type !== 'web'
  if (isPublic && clientAuthentication !== 'none') {
    throw unfit(`clientAuthentication must be none: everybody can read what a ${typeNames[type]} contains.`)
  }
  if (isPublic && !requiresPkce)
    throw unfit(`requiresPkce must be true: a ${typeNames[type]} has no secret, and proves itself with PKCE.`)
  if (!isPublic && clientAuthentication === 'none') {
    const right = 'client_secret_basic, client_secret_post or private_key_jwt'
    throw unfit(`clientAuthentication must be ${right}: a web application runs on a server, which keeps secrets.`)
  }
  const keys = [jwks && 'jwks', jwksUri && 'jwksUri'].filter((field) => field !== null)
  if (clientAuthentication === 'private_key_jwt' && keys.length !== 1 && !(lackedKeys && lacksKeys(settings))) {
    throw unfit('Either jwks or jwksUri is needed, and not both: clientAuthentication is private_key_jwt.')
  }
  if (clientAuthentication !== 'private_key_jwt' && keys.length > 0) {
    throw unfit(`The field ${keys[0]} does not belong to the clientAuthentication ${clientAuthentication}.`)
  }
}

const lacksKeys = ({ clientAuthentication, jwks, jwksUri }: RelyingPartySettings): boolean =>
  clientAuthentication === 'private_key_jwt' && jwks === null && jwksUri === null

function requireScopes({ scopes, allowsRefreshTokens, assetKey }: RelyingPartySettings): void {
  if (!scopes.includes('openid')) throw unfit('scopes must hold openid: without it, nobody signs in.')
  const twice = relyingPartyScopes.find((scope) => scopes.filter((one) => one === scope).length > 1)
  if (twice) throw unfit(`scopes must hold ${twice} once.`)
  if (scopes.includes('offline_access') && !allowsRefreshTokens) {
    throw unfit('scopes must not hold offline_access unless allowsRefreshTokens is true.')
  }
  if (allowsRefreshTokens && !scopes.includes('offline_access')) {
    throw unfit(
      'scopes must hold offline_access where allowsRefreshTokens is true: no refresh token is issued without.',
    )
  }
  if (scopes.includes('roles') && !assetKey) {
    throw unfit('scopes must not hold roles without assetKey and environmentKey, which say whose roles.')
  }
}

const unfit = (detail: string): Problem => new Problem('relying_party_settings_unfit', detail)
