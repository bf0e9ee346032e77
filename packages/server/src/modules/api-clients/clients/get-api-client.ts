import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type ApiClient, apiClientOf, attentionMilliseconds } from './api-client.ts'
import { selectPermissions } from './api-client-permissions-repository.ts'
import { requireApiClient } from './change-api-client.ts'
import { type PermissionAnswer, showSelection } from './permission-selection.ts'

export type ApiClientDetails = ApiClient & { permissions: PermissionAnswer[]; automaticPermissions: PermissionAnswer[] }

/** @throws Problem api_client_not_found */
export async function getApiClient(
  { db, clock }: Parts<'clock'>,
  { organizationKey }: Principal,
  key: string,
): Promise<ApiClientDetails> {
  const row = await requireApiClient(db, organizationKey, normalKey(key))
  const client = apiClientOf(row, toTimestamp(clock.now()), toTimestamp(clock.now() + attentionMilliseconds))
  return { ...client, ...showSelection(await selectPermissions(db, organizationKey, client.key)) }
}
