import { isDeepStrictEqual } from 'node:util'
import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { originsAfter } from '../../foundation/client-keys/key-origins.ts'
import { endSecrets } from '../../foundation/client-secrets/end-secrets.ts'
import { creatorOf } from '../../foundation/permissions/creator.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { changeRelyingParty, relyingPartyNameTaken, settingsOf } from './change-relying-party.ts'
import { updateRelyingPartyRow } from './relying-parties-repository.ts'
import type { RelyingPartyEditRequest } from './relying-parties-schemas.ts'
import { hasSecrets } from './relying-party.ts'
import { relyingPartyHolder } from './relying-party-kind.ts'
import { requireAuthorityInStages, requireNamedKeys } from './require-named-keys.ts'
import { requireSoundSettings } from './require-sound-settings.ts'
import { settingsAfter } from './settings-after.ts'

/** What tells people what it is, and decides nothing */
const labels = ['name', 'logoUrl', 'hasExpiryReminder']

/**
 * Changes what is given, and leaves the rest. Secrets end where it authenticates with none any more.
 * @throws Problem relying_party_not_found, invalid_body, jwks_invalid, relying_party_address_invalid,
 *   relying_party_settings_unfit, permission_missing, environment_unknown, relying_party_asset_elsewhere,
 *   relying_party_allowed_users_unknown, identity_provider_unknown, relying_party_name_taken
 */
export const updateRelyingParty = (
  parts: Parts<'clock' | 'config'>,
  principal: Principal,
  key: string,
  request: RelyingPartyEditRequest,
): Promise<void> =>
  changeRelyingParty(parts, principal, key, async (parts, held) => {
    const { db, clock } = parts
    const { organizationKey } = principal
    const now = toTimestamp(clock.now())
    const settings = settingsAfter(held, request)
    const added = { createdAt: now, createdBy: creatorOf(principal.actor) }
    const jwksOrigins = originsAfter(settings, { ...held, origins: held.jwksOrigins }, added)
    const next = { ...settings, jwksOrigins, updatedAt: now }
    const { before, after } = differences(settingsOf(held), settingsOf(next))
    const changed = Object.keys(after)
    if (changed.length === 0) return { result: undefined }
    requireSoundSettings(parts, next, held)
    // Deactivating gives nothing to anybody, and is urgent where it is needed.
    if (changed.some((name) => !labels.includes(name) && !(name === 'isActive' && !next.isActive))) {
      await requireAuthorityInStages(parts, principal, [held.environmentKey, next.environmentKey])
    }
    await requireNamedKeys(parts, principal, next, held)
    await refuseTakenName(relyingPartyNameTaken(next.name), () => updateRelyingPartyRow(db, organizationKey, next))
    if (!hasSecrets(next.clientAuthentication)) await endSecrets(parts, relyingPartyHolder(organizationKey, held.key))
    return { result: undefined, change: { action: 'relying-party.updated', before, after } }
  })

/** What an update changes, as it was and as it becomes. */
function differences(held: object, next: object): Record<'before' | 'after', Record<string, unknown>> {
  const former = held as Record<string, unknown>
  const changed = Object.entries(next).filter(([field, value]) => !isDeepStrictEqual(value, former[field]))
  const before = changed.map(([field]) => [field, former[field]])
  return { before: Object.fromEntries(before), after: Object.fromEntries(changed) }
}
