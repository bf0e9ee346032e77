import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { endSecret } from '../../foundation/client-secrets/end-secrets.ts'
import { listSecrets } from '../../foundation/client-secrets/list-secrets.ts'
import { replaceSecret, requireOverlap } from '../../foundation/client-secrets/replace-secret.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { changeRelyingParty } from './change-relying-party.ts'
import type { RenewedRelyingPartyCredentials } from './relying-parties-schemas.ts'
import { hasSecrets } from './relying-party.ts'
import { relyingPartyHolder } from './relying-party-kind.ts'
import { requireAuthorityInStages } from './require-named-keys.ts'

/**
 * A new secret. The former one ends now, or after the overlap. Users stay signed in.
 * @throws Problem relying_party_not_found, permission_missing, relying_party_without_secrets, overlap_invalid,
 *   secret_expiry_invalid
 */
export const generateRelyingPartySecret = (
  parts: Parts<'clock' | 'vault'>,
  principal: Principal,
  key: string,
  { expiresOn, overlapHours = 0 }: { expiresOn?: string | null; overlapHours?: number },
): Promise<RenewedRelyingPartyCredentials> =>
  changeRelyingParty(parts, principal, key, async (parts, held) => {
    const { organizationKey, actor } = principal
    await requireAuthorityInStages(parts, principal, [held.environmentKey])
    if (!hasSecrets(held.clientAuthentication)) {
      const detail = `The sign-in application ${held.name} has no secrets: its clientAuthentication is ${held.clientAuthentication}.`
      throw new Problem('relying_party_without_secrets', detail)
    }
    requireOverlap(overlapHours, 0)
    const holder = relyingPartyHolder(organizationKey, held.key)
    const former = (await listSecrets(parts, holder)).find(({ isCurrent }) => isCurrent)
    const formerExpiresAt = former?.expiresAt ?? null
    const secret = await replaceSecret(parts, actor, holder, { expiresOn, overlapHours, formerExpiresAt })
    return {
      result: { key: held.key, clientId: held.clientId, ...secret },
      change: {
        action: 'relying-party.secret-generated',
        before: { secretExpiresAt: formerExpiresAt },
        after: { secretExpiresAt: secret.secretExpiresAt, overlapHours },
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
    await requireAuthorityInStages(parts, principal, [held.environmentKey])
    const secret = await endSecret(parts, relyingPartyHolder(principal.organizationKey, held.key), secretKey)
    if (!secret) {
      const detail = `The sign-in application ${held.name} has no secret ${secretKey} that works.`
      throw new Problem('relying_party_secret_not_found', detail)
    }
    const { lastFour, expiresAt } = secret
    return { result: undefined, change: { action: 'relying-party.secret-ended', before: { lastFour, expiresAt } } }
  })
