import type { ChangeFeed } from '../../../db/change-feed.ts'
import { fromFlag } from '../../../db/flag.ts'
import { OrganizationCache } from '../../../db/organization-cache.ts'
import type { Parts } from '../../../db/parts.ts'
import type { ClientJwks } from '../../foundation/client-keys/client-jwks.ts'
import { listSecrets } from '../../foundation/client-secrets/list-secrets.ts'
import { secretCheck } from '../../foundation/client-secrets/secret-check.ts'
import { type Access, accessOfSelection } from '../../foundation/permissions/grants.ts'
import { type AccessTokenType, isClientId } from './api-client.ts'
import { apiClientHolder } from './api-client-kind.ts'
import { selectPermissions } from './api-client-permissions-repository.ts'
import { selectForAuthentication } from './api-clients-repository.ts'
import type { LastUse } from './last-use.ts'

/** What authentication and authorization ask about an API client. */
export interface KnownApiClient {
  key: string
  clientId: string
  name: string
  isSuspended: boolean
  access: Access
  jwks: ClientJwks | undefined
  /** Where it publishes its keys, in place of `jwks` */
  jwksUri: string | undefined
  accessTokenType: AccessTokenType
  accessTokenMinutes: number
  checkSecret(secret: string): 'valid' | 'expired' | 'wrong'
}

export type ApiClientDirectory = ReturnType<typeof createApiClientDirectory>

/**
 * Finds API clients by client ID, from memory where possible: it is used for every token and every request. What it
 * returns is never out of date, see OrganizationCache.
 */
export function createApiClientDirectory({
  db,
  clock,
  vault,
  database,
  lastUse,
}: Parts<'clock' | 'vault'> & { database: { changes: ChangeFeed }; lastUse: Pick<LastUse, 'noteSecret'> }) {
  const cache = new OrganizationCache<KnownApiClient>(database.changes)

  async function read(organizationKey: string, clientId: string): Promise<KnownApiClient | undefined> {
    const row = await selectForAuthentication(db, organizationKey, clientId)
    if (!row) return undefined
    const secrets = await listSecrets({ db }, apiClientHolder(organizationKey, row.key))
    const grants = await selectPermissions(db, organizationKey, row.key)
    return {
      key: row.key,
      clientId,
      name: row.name,
      isSuspended: fromFlag(row.is_suspended),
      access: accessOfSelection(grants),
      jwks: row.jwks === null ? undefined : JSON.parse(row.jwks),
      jwksUri: row.jwks_uri ?? undefined,
      accessTokenType: row.access_token_type as AccessTokenType,
      accessTokenMinutes: row.access_token_minutes,
      checkSecret: secretCheck({ vault, clock }, secrets, (key) => lastUse.noteSecret(organizationKey, key)),
    }
  }

  return {
    /**
     * Returns the client itself, not a promise, where it is in memory; undefined where there is no such client.
     * @param grace see OrganizationCache
     */
    find(
      organizationKey: string,
      clientId: string,
      grace = 0,
    ): KnownApiClient | undefined | Promise<KnownApiClient | undefined> {
      if (!isClientId(clientId)) return undefined
      return (
        cache.get(organizationKey, clientId, grace) ??
        cache.load(organizationKey, clientId, () => read(organizationKey, clientId))
      )
    },
  }
}
