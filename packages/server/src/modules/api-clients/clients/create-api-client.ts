import { randomBytes } from 'node:crypto'
import { toFlag } from '../../../db/flag.ts'
import { foldedName } from '../../../db/folded-columns.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { listEnvironments } from '../../applications/portfolios/list-environments.ts'
import { type ClientJwks, parseJwks } from '../../foundation/client-keys/client-jwks.ts'
import { keyOrigins } from '../../foundation/client-keys/key-origins.ts'
import { issueSecret } from '../../foundation/client-secrets/issue-secret.ts'
import { secretExpiry } from '../../foundation/client-secrets/secret-expiry.ts'
import { requireMayGiveAll } from '../../foundation/permissions/authority.ts'
import { creatorOf } from '../../foundation/permissions/creator.ts'
import { accessOfSelection } from '../../foundation/permissions/grants.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type AccessTokenType, mostAccessTokenMinutes } from './api-client.ts'
import { apiClientHolder } from './api-client-kind.ts'
import { replacePermissions } from './api-client-permissions-repository.ts'
import { insertApiClient } from './api-clients-repository.ts'
import { recordApiClientChange } from './change-api-client.ts'
import type { Credentials } from './credentials.ts'
import { type PermissionRequest, parseSelection, showSelection } from './permission-selection.ts'
import { describedClient } from './require-authority-over-api-client.ts'
import { requireKeysOrAddress } from './require-keys-or-address.ts'

export interface NewApiClient {
  name: string
  description?: string | null
  /** YYYY-MM-DD; 90 days ahead unless given */
  expiresOn?: string | null
  permissions?: PermissionRequest[]
  jwks?: ClientJwks | null
  /** Where it publishes its public keys, in place of `jwks`. Whoever calls this has read them: see requireKeysAddress. */
  jwksUri?: string | null
  /** Whether a mail tells 14 days ahead that the secret expires; true unless given */
  hasExpiryReminder?: boolean
  /** at+jwt unless given */
  accessTokenType?: AccessTokenType
  /** From 1 to 720; 720 unless given */
  accessTokenMinutes?: number
  /** Whether it may make its own next secret; false unless given */
  mayRotateSecret?: boolean
}

const noKeys = { jwks: null, origins: [] }

/**
 * Creates a client with its permissions and its first secret. It gets nothing that its creator does not hold.
 * @throws Problem invalid_body, secret_expiry_invalid, jwks_invalid, jwks_uri_invalid, permission_unknown, permission_not_by_environment,
 *   environment_unknown, permission_missing
 */
export function createApiClient(
  parts: Parts<'clock' | 'vault'>,
  principal: Principal,
  request: NewApiClient,
): Promise<Credentials> {
  return transaction(parts, async (parts) => {
    const { db, clock } = parts
    const { organizationKey } = principal
    const {
      description = null,
      hasExpiryReminder = true,
      accessTokenType = 'at+jwt',
      accessTokenMinutes = mostAccessTokenMinutes,
      mayRotateSecret = false,
    } = request
    const name = requireName('name', request.name)
    const secretExpiresAt = secretExpiry(request.expiresOn, clock.now())
    const jwks = request.jwks ? parseJwks(request.jwks) : null
    const jwksUri = request.jwksUri ?? null
    requireKeysOrAddress(jwks, jwksUri)
    const grants = parseSelection(request.permissions ?? [], await listEnvironments(parts, organizationKey))
    requireMayGiveAll(principal, describedClient({ name }), accessOfSelection(grants))
    // 32 hexadecimal characters: never mistaken for a user's key.
    const client = { key: newKey(clock.now()), clientId: randomBytes(16).toString('hex'), name }
    const now = toTimestamp(clock.now())
    const creator = creatorOf(principal.actor)
    const added = { createdAt: now, createdBy: creator }
    const origins = jwks ? keyOrigins(jwks, noKeys, added) : jwksUri ? [added] : null
    await insertApiClient(db, {
      organization_key: organizationKey,
      key: client.key,
      client_id: client.clientId,
      name,
      name_folded: foldedName(name),
      description,
      is_suspended: 0,
      jwks: jwks && JSON.stringify(jwks),
      jwks_origins: origins && JSON.stringify(origins),
      jwks_uri: jwksUri,
      jwks_fetched_at: jwksUri && now,
      jwks_failed_at: null,
      jwks_failure: null,
      has_expiry_reminder: toFlag(hasExpiryReminder),
      access_token_type: accessTokenType,
      access_token_minutes: accessTokenMinutes,
      may_rotate_secret: toFlag(mayRotateSecret),
      last_used_at: null,
      first_request_at: null,
      created_by: JSON.stringify(creator),
      created_at: now,
      updated_at: now,
    })
    await replacePermissions(db, organizationKey, client.key, grants)
    const holder = apiClientHolder(organizationKey, client.key)
    const choices = { expiresAt: secretExpiresAt, countsAsUsed: true }
    const clientSecret = await issueSecret(parts, principal.actor, holder, choices)
    const { permissions } = showSelection(grants)
    const after = {
      name,
      clientId: client.clientId,
      secretExpiresAt,
      hasExpiryReminder,
      accessTokenType,
      accessTokenMinutes,
      mayRotateSecret,
      ...(jwksUri && { jwksUri }),
      permissions,
      createdBy: creator,
    }
    await recordApiClientChange(parts, principal, client, { action: 'api-client.created', after })
    return { key: client.key, clientId: client.clientId, clientSecret, secretExpiresAt }
  })
}
