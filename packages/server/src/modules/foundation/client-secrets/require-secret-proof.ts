import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { Problem } from '../../../problems/problem.ts'
import type { SecretHolder } from './client-kind.ts'
import { selectSecrets, updateSecretUse } from './client-secrets-repository.ts'
import { knownSecret, matchingSecret } from './secret-check.ts'
import type { StoredSecret } from './stored-secret.ts'

/** As many as one a day needs, each with the longest overlap, and some more. */
const mostSecrets = 10

/**
 * What proves that a client may make its next secret: the newest one. A former one in its overlap will do only while no
 * later one, made by the client itself, was ever used: then the answers with them may have been lost. Otherwise, who has
 * stolen a secret would keep the client after the secret was replaced. To make the next secret is a use: the one that
 * proves it has arrived.
 * @throws Problem secret_not_proven, secret_replaced, secrets_limited
 */
export async function requireSecretProof(
  { db, vault, clock }: Parts<'clock' | 'vault'>,
  holder: SecretHolder,
  given: string,
): Promise<StoredSecret> {
  const now = clock.now()
  const secrets = await selectSecrets(db, holder)
  const valid = secrets.filter(({ expiresAt }) => Date.parse(expiresAt) > now)
  const proven = matchingSecret(vault, valid.map(knownSecret), given)
  const proof = valid.find(({ key }) => key === proven?.key)
  if (!proof) {
    const detail = 'The field clientSecret must be the secret of this client, and the secret must not have expired.'
    throw new Problem('secret_not_proven', detail)
  }
  const isNewer = ({ key, isCurrent, createdAt }: StoredSecret): boolean =>
    key !== proof.key && (isCurrent || createdAt > proof.createdAt)
  // Those that have expired count too.
  if (secrets.some((secret) => isNewer(secret) && secret.usedAt !== null)) {
    throw new Problem('secret_replaced', 'The field clientSecret is a former secret, and a newer one is in use.')
  }
  if (valid.length < mostSecrets) {
    await updateSecretUse(db, holder.kind, holder.organizationKey, proof.key, toTimestamp(now))
    return proof
  }
  const ends = valid.map(({ expiresAt }) => expiresAt).sort()[0]
  const detail = `The client has ${valid.length} secrets that work. Try again when the next one has ended: at ${ends}.`
  throw new Problem('secrets_limited', detail)
}
