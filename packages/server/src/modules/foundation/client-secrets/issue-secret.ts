import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { creatorOf } from '../permissions/creator.ts'
import type { Actor } from '../permissions/principal.ts'
import type { SecretHolder } from './client-kind.ts'
import { newClientSecret } from './client-secret.ts'
import { insertSecret } from './client-secrets-repository.ts'

/**
 * A new secret of a client, beside those that it has, in the transaction of what it is for. Only this answer ever holds it.
 * @param countsAsUsed whether it has arrived with a person; else it counts as unused until somebody authenticates with it
 */
export async function issueSecret(
  { db, clock, vault }: Parts<'clock' | 'vault'>,
  actor: Actor,
  holder: SecretHolder,
  { expiresAt, countsAsUsed = false }: { expiresAt: string; countsAsUsed?: boolean },
): Promise<string> {
  const clientSecret = newClientSecret()
  const createdAt = toTimestamp(clock.now())
  await insertSecret(db, holder, {
    key: newKey(clock.now()),
    hash: vault.hash('client secrets', clientSecret),
    lastFour: clientSecret.slice(-4),
    expiresAt,
    createdAt,
    createdBy: creatorOf(actor),
    usedAt: countsAsUsed ? createdAt : null,
    lastUsedAt: null,
  })
  return clientSecret
}
