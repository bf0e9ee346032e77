import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { ClientJwks } from '../../foundation/client-keys/client-jwks.ts'
import { listSecrets, validSecrets } from '../../foundation/client-secrets/list-secrets.ts'
import { attentionMilliseconds } from '../../foundation/client-secrets/secret-expiry.ts'
import type { Creator } from '../../foundation/permissions/creator.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type ApiClient, apiClientOf, type ValidSecret } from './api-client.ts'
import { type StoredKeys, selectKeys } from './api-client-keys-repository.ts'
import { apiClientHolder } from './api-client-kind.ts'
import { selectPermissions } from './api-client-permissions-repository.ts'
import { requireApiClient } from './change-api-client.ts'
import { type PermissionAnswer, showSelection } from './permission-selection.ts'

export type ApiClientDetails = ApiClient & {
  /** The newest first */
  secrets: ValidSecret[]
  permissions: PermissionAnswer[]
  automaticPermissions: PermissionAnswer[]
  jwks: ClientJwks | null
  jwksUri: string | null
  /** Null where there is no address */
  jwksFetch: Pick<StoredKeys, 'fetchedAt' | 'failedAt' | 'failure'> | null
  /** In the order of the keys in `jwks` */
  publicKeys: { keyId: string | null; createdAt: string | null; createdBy: Creator | null }[]
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
  const stored = await listSecrets(parts, apiClientHolder(organizationKey, client.key))
  const { jwks, origins, jwksUri, ...fetch } = await selectKeys(db, organizationKey, client.key)
  return {
    ...client,
    secrets: validSecrets(stored, now).map(({ usedAt: _, ...secret }) => secret),
    jwks,
    jwksUri,
    jwksFetch: jwksUri === null ? null : fetch,
    publicKeys: (jwks?.keys ?? []).map((key, index) => ({
      keyId: typeof key.kid === 'string' ? key.kid : null,
      createdAt: origins[index]?.createdAt ?? null,
      createdBy: origins[index]?.createdBy ?? null,
    })),
    ...showSelection(await selectPermissions(db, organizationKey, client.key)),
  }
}
