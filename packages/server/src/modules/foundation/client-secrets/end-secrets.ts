import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { SecretHolder } from './client-kind.ts'
import { deleteSecrets, makeCurrent, selectSecrets, updateSecretEnd } from './client-secrets-repository.ts'
import { validSecrets } from './list-secrets.ts'
import type { StoredSecret } from './stored-secret.ts'

/**
 * Ends one secret now, also the newest one: the newest of those that still work takes its place. The last one stays as one
 * that has expired, so that its hint can be read.
 * @returns what it was; undefined where no secret with this key works
 */
export async function endSecret(
  { db, clock }: Parts<'clock'>,
  holder: SecretHolder,
  secretKey: string,
): Promise<Omit<StoredSecret, 'hash'> | undefined> {
  const now = toTimestamp(clock.now())
  const valid = validSecrets(await selectSecrets(db, holder), now)
  const secret = valid.find(({ key }) => key === normalKey(secretKey))
  if (!secret) return undefined
  const [next] = valid.filter(({ key }) => key !== secret.key)
  if (secret.isCurrent && !next) {
    await updateSecretEnd(db, holder, secret.key, now)
    return secret
  }
  await deleteSecrets(db, holder, secret.key)
  if (secret.isCurrent && next) await makeCurrent(db, holder, next.key)
  return secret
}

/** Ends all secrets of the client now. */
export const endSecrets = ({ db }: Parts, holder: SecretHolder): Promise<void> => deleteSecrets(db, holder)
