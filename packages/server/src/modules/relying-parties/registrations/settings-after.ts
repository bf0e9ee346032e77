import { normalKey } from '../../../db/keys.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { Problem } from '../../../problems/problem.ts'
import { parseJwks } from '../../foundation/client-keys/client-jwks.ts'
import type { AllowedUsersRequest, RelyingPartyEditRequest } from './relying-parties-schemas.ts'
import {
  type AllowedUsers,
  type RelyingPartyScope,
  type RelyingPartySettings,
  relyingPartyScopes,
} from './relying-party.ts'

/**
 * What settings become by a request. What is absent stays, but for the scopes: those of refresh tokens and of application
 * roles come and go with what they are for, unless the request lists the scopes.
 * @throws Problem invalid_body, jwks_invalid, relying_party_settings_unfit
 */
export function settingsAfter<S extends RelyingPartySettings>(held: S, request: RelyingPartyEditRequest): S {
  const { name, allowedUsers, jwks, assetKey, environmentKey, identityProviderKeys, ...others } = request
  const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined))
  const next: S = { ...held, ...given }
  if (name !== undefined) next.name = requireName('name', name)
  if (allowedUsers !== undefined) next.allowedUsers = allowedUsersOf(allowedUsers)
  if (jwks !== undefined) next.jwks = jwks && parseJwks(jwks)
  if (assetKey !== undefined) next.assetKey = assetKey && normalKey(assetKey)
  if (environmentKey !== undefined) next.environmentKey = environmentKey && normalKey(environmentKey)
  if (identityProviderKeys !== undefined) {
    next.identityProviderKeys = identityProviderKeys && sortedKeys(identityProviderKeys)
  }
  if (request.scopes === undefined) next.scopes = scopesAfter(held, next)
  return next
}

function scopesAfter(held: RelyingPartySettings, next: RelyingPartySettings): RelyingPartyScope[] {
  const scopes = new Set(held.scopes)
  if (next.allowsRefreshTokens !== held.allowsRefreshTokens) {
    if (next.allowsRefreshTokens) scopes.add('offline_access')
    else scopes.delete('offline_access')
  }
  if ((next.assetKey === null) !== (held.assetKey === null)) {
    if (next.assetKey === null) scopes.delete('roles')
    else scopes.add('roles')
  }
  return relyingPartyScopes.filter((scope) => scopes.has(scope))
}

function allowedUsersOf({ who, applicationRoleKeys, groupKeys }: AllowedUsersRequest): AllowedUsers {
  const others = {
    everybody: { applicationRoleKeys, groupKeys },
    roles: { groupKeys },
    groups: { applicationRoleKeys },
  }
  const [other] = Object.entries(others[who]).find(([, keys]) => keys !== undefined) ?? []
  if (other) {
    throw new Problem(
      'relying_party_settings_unfit',
      `The field allowedUsers.${other} does not belong to allowedUsers.who ${who}.`,
    )
  }
  if (who === 'everybody') return { who }
  const field = who === 'roles' ? 'applicationRoleKeys' : 'groupKeys'
  const keys = who === 'roles' ? applicationRoleKeys : groupKeys
  if (!keys)
    throw new Problem(
      'relying_party_settings_unfit',
      `The field allowedUsers.${field} is missing: allowedUsers.who is ${who}.`,
    )
  return who === 'roles' ? { who, applicationRoleKeys: sortedKeys(keys) } : { who, groupKeys: sortedKeys(keys) }
}

/** As they are read again */
const sortedKeys = (keys: readonly string[]): string[] => [...new Set(keys.map(normalKey))].sort()
