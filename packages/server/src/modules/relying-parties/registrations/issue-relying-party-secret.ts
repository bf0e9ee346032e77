import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { creatorOf } from '../../api-clients/clients/api-client.ts'
import { newClientSecret } from '../../api-clients/clients/client-secret.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { insertSecret } from './relying-party-secrets-repository.ts'

/** A new secret, beside those that there are. Only this answer ever holds it. */
export async function issueRelyingPartySecret(
  { db, clock, vault }: Parts<'clock' | 'vault'>,
  { organizationKey, actor }: Principal,
  relyingPartyKey: string,
  expiresAt: string,
): Promise<string> {
  const clientSecret = newClientSecret()
  await insertSecret(db, organizationKey, relyingPartyKey, {
    key: newKey(clock.now()),
    hash: vault.hash('client secrets', clientSecret),
    lastFour: clientSecret.slice(-4),
    expiresAt,
    createdAt: toTimestamp(clock.now()),
    createdBy: creatorOf(actor),
  })
  return clientSecret
}
