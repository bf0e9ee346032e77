import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { creatorOf } from './api-client.ts'
import { insertSecret } from './api-client-secrets-repository.ts'
import { newClientSecret } from './client-secret.ts'

/** The only answer that ever holds a secret. */
export interface Credentials {
  key: string
  clientId: string
  clientSecret: string
  secretExpiresAt: string
}

/** The answer with a secret in the place of another one */
export interface RenewedCredentials extends Credentials {
  /** When the former secret ends; null where it has ended */
  formerSecretExpiresAt: string | null
}

/**
 * A new secret of a client, beside those that it has, in the transaction of what it is for.
 * @param mayBeLost whether it counts as unused until somebody proves with it that it has arrived
 */
export async function issueCredentials(
  { db, clock, vault }: Parts<'clock' | 'vault'>,
  { organizationKey, actor }: Principal,
  { key, clientId }: { key: string; clientId: string },
  secretExpiresAt: string,
  { mayBeLost = false } = {},
): Promise<Credentials> {
  const clientSecret = newClientSecret()
  const createdAt = toTimestamp(clock.now())
  await insertSecret(db, organizationKey, key, {
    key: newKey(clock.now()),
    hash: vault.hash('client secrets', clientSecret),
    lastFour: clientSecret.slice(-4),
    expiresAt: secretExpiresAt,
    createdAt,
    createdBy: creatorOf(actor),
    usedAt: mayBeLost ? null : createdAt,
  })
  return { key, clientId, clientSecret, secretExpiresAt }
}
