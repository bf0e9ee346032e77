import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { StoredSecret } from '../../api-clients/clients/client-secret.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireRelyingParty } from './change-relying-party.ts'
import type { RelyingPartyDetails } from './relying-parties-schemas.ts'
import { selectSecrets } from './relying-party-secrets-repository.ts'
import { statusOf } from './relying-party-status.ts'

/** @throws Problem relying_party_not_found */
export async function getRelyingParty(
  parts: Parts<'clock'>,
  { organizationKey }: Principal,
  key: string,
): Promise<RelyingPartyDetails> {
  const found = await requireRelyingParty(parts, organizationKey, key)
  const now = toTimestamp(parts.clock.now())
  const secrets = await selectSecrets(parts.db, organizationKey, found.key)
  const secretExpiresAt = secrets.find(({ isCurrent }) => isCurrent)?.expiresAt ?? null
  return {
    ...found,
    secretExpiresAt,
    status: statusOf({ ...found, secretExpiresAt }, parts.clock.now()),
    secrets: validSecrets(secrets, now),
  }
}

/** The newest first */
const validSecrets = (secrets: StoredSecret[], now: string): RelyingPartyDetails['secrets'] =>
  secrets
    .filter(({ expiresAt }) => expiresAt > now)
    .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent) || (a.createdAt < b.createdAt ? 1 : -1))
    .map(({ hash: _, usedAt, createdBy, ...secret }) => ({ ...secret, createdBy, firstUsedAt: usedAt }))
