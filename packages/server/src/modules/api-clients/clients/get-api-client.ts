import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type ApiClient, apiClientOf, attentionMilliseconds } from './api-client.ts'
import { selectPermissions } from './api-client-permissions-repository.ts'
import { selectJwks } from './api-clients-repository.ts'
import { requireApiClient } from './change-api-client.ts'
import type { ClientJwks } from './client-jwks.ts'
import { type PermissionAnswer, showSelection } from './permission-selection.ts'

export type ApiClientDetails = ApiClient & {
  permissions: PermissionAnswer[]
  automaticPermissions: PermissionAnswer[]
  jwks: ClientJwks | null
}

/** @throws Problem api_client_not_found */
export async function getApiClient(
  parts: Parts<'clock'>,
  { organizationKey }: Principal,
  key: string,
): Promise<ApiClientDetails> {
  const { db, clock } = parts
  const row = await requireApiClient(parts, organizationKey, normalKey(key))
  const client = apiClientOf(row, toTimestamp(clock.now()), toTimestamp(clock.now() + attentionMilliseconds))
  const jwks = await selectJwks(db, organizationKey, client.key)
  return { ...client, jwks, ...showSelection(await selectPermissions(db, organizationKey, client.key)) }
}
