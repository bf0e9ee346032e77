import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { Problem } from '../../../problems/problem.ts'
import { secretExpiry } from '../../api-clients/clients/secret-expiry.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { changeRelyingParty } from './change-relying-party.ts'
import { issueRelyingPartySecret } from './issue-relying-party-secret.ts'
import type { RenewedRelyingPartyCredentials } from './relying-parties-schemas.ts'
import { hasSecrets } from './relying-party.ts'
import { deleteSecret, retireSecrets, selectSecrets } from './relying-party-secrets-repository.ts'
import { requireAuthorityInStages } from './require-named-keys.ts'

/**
 * A new secret. The former one ends now, or after the overlap. Users stay signed in.
 * @throws Problem relying_party_not_found, permission_missing, relying_party_without_secrets, secret_expiry_invalid
 */
export const generateRelyingPartySecret = (
  parts: Parts<'clock' | 'vault'>,
  principal: Principal,
  key: string,
  { expiresOn, overlapHours = 0 }: { expiresOn?: string | null; overlapHours?: number },
): Promise<RenewedRelyingPartyCredentials> =>
  changeRelyingParty(parts, principal, key, async (parts, held) => {
    const { db, clock } = parts
    const { organizationKey } = principal
    await requireAuthorityInStages(parts, principal, [held.environmentKey])
    if (!hasSecrets(held.clientAuthentication)) {
      const detail = `The sign-in application ${held.name} has no secrets: its clientAuthentication is ${held.clientAuthentication}.`
      throw new Problem('relying_party_without_secrets', detail)
    }
    const secretExpiresAt = secretExpiry(expiresOn, clock.now())
    const now = toTimestamp(clock.now())
    const until = toTimestamp(clock.now() + overlapHours * 3_600_000)
    const former = (await selectSecrets(db, organizationKey, held.key)).find(({ isCurrent }) => isCurrent)
    await retireSecrets(db, organizationKey, held.key, { until, now })
    const clientSecret = await issueRelyingPartySecret(parts, principal, held.key, secretExpiresAt)
    // An overlap lengthens nothing.
    const formerEnd = former && (former.expiresAt < until ? former.expiresAt : until)
    const formerSecretExpiresAt = formerEnd && formerEnd > now ? formerEnd : null
    return {
      result: { key: held.key, clientId: held.clientId, clientSecret, secretExpiresAt, formerSecretExpiresAt },
      change: {
        action: 'relying-party.secret-generated',
        before: { secretExpiresAt: former?.expiresAt ?? null },
        after: { secretExpiresAt, overlapHours },
      },
    }
  })

/**
 * Ends one secret now, also the newest one.
 * @throws Problem relying_party_not_found, permission_missing, relying_party_secret_not_found
 */
export const endRelyingPartySecret = (
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  secretKey: string,
): Promise<void> =>
  changeRelyingParty(parts, principal, key, async (parts, held) => {
    const { organizationKey } = principal
    await requireAuthorityInStages(parts, principal, [held.environmentKey])
    const secrets = await selectSecrets(parts.db, organizationKey, held.key)
    const now = toTimestamp(parts.clock.now())
    const secret = secrets.find(({ key, expiresAt }) => key === normalKey(secretKey) && expiresAt > now)
    if (!secret) {
      const detail = `The sign-in application ${held.name} has no secret ${secretKey} that works.`
      throw new Problem('relying_party_secret_not_found', detail)
    }
    await deleteSecret(parts.db, organizationKey, secret.key)
    const { lastFour, expiresAt } = secret
    return { result: undefined, change: { action: 'relying-party.secret-ended', before: { lastFour, expiresAt } } }
  })
