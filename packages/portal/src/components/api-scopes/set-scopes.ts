import { completed, type ScopeHolder } from '@portico/sdk'
import { managementApi } from '../../api/apis.ts'

/** From now on the caller has these scopes of the API, and no others of it. */
export function setScopes(key: string, holder: Pick<ScopeHolder, 'type' | 'key'>, scopes: string[]): Promise<unknown> {
  const body = { scopes }
  if (holder.type === 'api-client') {
    const path = { key, apiClientKey: holder.key }
    return completed(
      managementApi.PUT('/registered-apis/{key}/grants/api-clients/{apiClientKey}', { params: { path }, body }),
    )
  }
  const path = { key, relyingPartyKey: holder.key }
  return completed(
    managementApi.PUT('/registered-apis/{key}/grants/relying-parties/{relyingPartyKey}', { params: { path }, body }),
  )
}
