import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { SecretHolder } from './client-kind.ts'
import { deleteSecrets, selectSecrets } from './client-secrets-repository.ts'
import type { StoredSecret } from './stored-secret.ts'

/** Ends one secret now, also the newest one. @returns what it was; undefined where no secret with this key works */
export async function endSecret(
  { db, clock }: Parts<'clock'>,
  holder: SecretHolder,
  secretKey: string,
): Promise<StoredSecret | undefined> {
  const now = toTimestamp(clock.now())
  const secrets = await selectSecrets(db, holder)
  const secret = secrets.find(({ key, expiresAt }) => key === normalKey(secretKey) && expiresAt > now)
  if (secret) await deleteSecrets(db, holder, secret.key)
  return secret
}

/** Ends all secrets of the client now. */
export const endSecrets = ({ db }: Parts, holder: SecretHolder): Promise<void> => deleteSecrets(db, holder)
