import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type ApiClient, apiClientOf, attentionMilliseconds, type ValidSecret } from './api-client.ts'
import { selectPermissions } from './api-client-permissions-repository.ts'
import { selectSecrets } from './api-client-secrets-repository.ts'
import { selectJwks } from './api-clients-repository.ts'
import { requireApiClient } from './change-api-client.ts'
import type { ClientJwks } from './client-jwks.ts'
import type { StoredSecret } from './client-secret.ts'
import { type PermissionAnswer, showSelection } from './permission-selection.ts'

export type ApiClientDetails = ApiClient & {
  /** The newest first */
  secrets: ValidSecret[]
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
  const now = toTimestamp(clock.now())
  const client = apiClientOf(row, now, toTimestamp(clock.now() + attentionMilliseconds))
  const jwks = await selectJwks(db, organizationKey, client.key)
  return {
    ...client,
    secrets: validSecrets(await selectSecrets(db, organizationKey, client.key), now),
    jwks,
    ...showSelection(await selectPermissions(db, organizationKey, client.key)),
  }
}

const validSecrets = (secrets: StoredSecret[], now: string): ValidSecret[] =>
  secrets
    .filter(({ expiresAt }) => expiresAt > now)
    // Two of the same millisecond: the current one is the newer.
    .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent) || (a.createdAt < b.createdAt ? 1 : -1))
    .map(({ hash: _, usedAt: __, ...secret }) => secret)
