import type { Parts } from '../../../db/parts.ts'
import type { SecretHolder } from './client-kind.ts'
import { selectSecrets } from './client-secrets-repository.ts'
import type { StoredSecret } from './stored-secret.ts'

/** Every secret of the client that is stored, the newest first; some may have expired. */
export const listSecrets = ({ db }: Parts, holder: SecretHolder): Promise<StoredSecret[]> => selectSecrets(db, holder)

/** Those that work, without their hashes, the current one first and the others as they are listed. */
export const validSecrets = (secrets: readonly StoredSecret[], now: string): Omit<StoredSecret, 'hash'>[] =>
  secrets
    .filter(({ expiresAt }) => expiresAt > now)
    .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent))
    .map(({ hash: _, ...secret }) => secret)
