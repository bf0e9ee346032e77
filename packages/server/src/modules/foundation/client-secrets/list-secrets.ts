import type { Parts } from '../../../db/parts.ts'
import type { SecretHolder } from './client-kind.ts'
import { selectSecrets } from './client-secrets-repository.ts'
import type { StoredSecret } from './stored-secret.ts'

/** Every secret of the client that is stored; some may have expired. */
export const listSecrets = ({ db }: Parts, holder: SecretHolder): Promise<StoredSecret[]> => selectSecrets(db, holder)

/** Those that work, without their hashes, the newest first. Of two of the same millisecond, the current one is the newer. */
export const validSecrets = (secrets: readonly StoredSecret[], now: string): Omit<StoredSecret, 'hash'>[] =>
  secrets
    .filter(({ expiresAt }) => expiresAt > now)
    .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent) || (a.createdAt < b.createdAt ? 1 : -1))
    .map(({ hash: _, ...secret }) => secret)
