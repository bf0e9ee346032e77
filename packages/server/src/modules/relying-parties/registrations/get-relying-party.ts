import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { listSecrets, validSecrets } from '../../foundation/client-secrets/list-secrets.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireRelyingParty } from './change-relying-party.ts'
import type { RelyingPartyDetails } from './relying-parties-schemas.ts'
import { relyingPartyHolder } from './relying-party-kind.ts'
import { statusOf } from './relying-party-status.ts'

/** @throws Problem relying_party_not_found */
export async function getRelyingParty(
  parts: Parts<'clock'>,
  { organizationKey }: Principal,
  key: string,
): Promise<RelyingPartyDetails> {
  const found = await requireRelyingParty(parts, organizationKey, key)
  const now = toTimestamp(parts.clock.now())
  const secrets = await listSecrets(parts, relyingPartyHolder(organizationKey, found.key))
  const secretExpiresAt = secrets.find(({ isCurrent }) => isCurrent)?.expiresAt ?? null
  return {
    ...found,
    secretExpiresAt,
    status: statusOf({ ...found, secretExpiresAt }, parts.clock.now()),
    secrets: validSecrets(secrets, now).map(({ usedAt, ...secret }) => ({ ...secret, firstUsedAt: usedAt })),
  }
}
