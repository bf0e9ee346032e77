import type { Db } from '../../db/transaction.ts'
import type { StoredSecret } from './client-secret.ts'

export async function insertSecret(
  trx: Db,
  organizationKey: string,
  apiClientKey: string,
  secret: StoredSecret & { key: string; lastFour: string; createdAt: string },
): Promise<void> {
  await trx
    .insertInto('api_client_secrets')
    .values({
      organization_key: organizationKey,
      key: secret.key,
      api_client_key: apiClientKey,
      hash: secret.hash,
      last_four: secret.lastFour,
      is_current: 1,
      expires_at: secret.expiresAt,
      created_at: secret.createdAt,
    })
    .execute()
}

export async function selectSecrets(db: Db, organizationKey: string, apiClientKey: string): Promise<StoredSecret[]> {
  return db
    .selectFrom('api_client_secrets')
    .select(['hash', 'expires_at as expiresAt'])
    .where('organization_key', '=', organizationKey)
    .where('api_client_key', '=', apiClientKey)
    .execute()
}

/** Ends the secrets that there are by `until`, and forgets those that have ended before `now`. */
export async function retireSecrets(
  trx: Db,
  organizationKey: string,
  apiClientKey: string,
  { until, now }: { until: string; now: string },
): Promise<void> {
  const ofClient = trx
    .updateTable('api_client_secrets')
    .where('organization_key', '=', organizationKey)
    .where('api_client_key', '=', apiClientKey)
  await ofClient.set({ is_current: 0 }).execute()
  await ofClient.set({ expires_at: until }).where('expires_at', '>', until).execute()
  await trx
    .deleteFrom('api_client_secrets')
    .where('organization_key', '=', organizationKey)
    .where('api_client_key', '=', apiClientKey)
    .where('expires_at', '<=', now)
    .execute()
}
