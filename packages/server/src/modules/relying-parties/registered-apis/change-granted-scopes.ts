import { isDeepStrictEqual } from 'node:util'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import type { AuditedChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { RegisteredApi } from './registered-api.ts'
import type { Grantee } from './scope-grant.ts'
import { replaceScopesOf, selectScopesOf } from './scope-grants-repository.ts'

export interface GrantedScopes {
  scopes: string[]
}

/** The scopes of an API that somebody holds, in the order in which the API has them */
export async function getGrantedScopes(
  { db }: Parts,
  { organizationKey }: Principal,
  grantee: Grantee,
  api: Pick<RegisteredApi, 'key'>,
): Promise<GrantedScopes> {
  const apis = await selectScopesOf(db, organizationKey, grantee, api.key)
  return { scopes: apis.flatMap(({ scopes }) => scopes) }
}

/**
 * From now on somebody holds these scopes of an API that is locked, and no others of it.
 * @returns what is to be recorded; undefined where nothing changes
 * @throws Problem registered_api_scope_unknown
 */
export async function changeGrantedScopes(
  parts: Parts,
  principal: Principal,
  grantee: Grantee,
  api: RegisteredApi,
  wanted: readonly string[],
): Promise<Pick<AuditedChange, 'before' | 'after'> | undefined> {
  const known = api.scopes.map(({ name }) => name)
  const unknown = wanted.filter((scope) => !known.includes(scope))
  if (unknown.length > 0) {
    const detail = `The API ${api.name} has no scope ${unknown.join(', ')}. It has: ${known.join(', ')}.`
    throw new Problem('registered_api_scope_unknown', detail)
  }
  const { scopes: held } = await getGrantedScopes(parts, principal, grantee, api)
  const scopes = known.filter((scope) => wanted.includes(scope))
  if (isDeepStrictEqual(held, scopes)) return undefined
  await replaceScopesOf(parts.db, principal.organizationKey, grantee, api.key, scopes)
  const registeredApi = { key: api.key, name: api.name }
  return { before: { registeredApi, scopes: held }, after: { registeredApi, scopes } }
}
