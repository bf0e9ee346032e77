import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { selectConsentScopes, upsertConsent } from './consents-repository.ts'

/** Remembers that the acting user allows a relying party these scopes, besides those allowed before. */
export function giveConsent(
  parts: Parts<'clock'>,
  principal: Principal,
  relyingParty: { key: string; name: string },
  scopes: readonly string[],
): Promise<void> {
  const { organizationKey, actor } = principal
  return transaction(parts, async (parts) => {
    const id = { organizationKey, userKey: actor.key ?? '', relyingPartyKey: relyingParty.key }
    const before = await selectConsentScopes(parts.db, id)
    const after = [...new Set([...before, ...scopes])]
    await upsertConsent(parts.db, id, after, toTimestamp(parts.clock.now()))
    await recordChange(parts, principal, {
      action: 'consent.given',
      entity: { type: 'consent', key: relyingParty.key, name: relyingParty.name },
      before: { scopes: before },
      after: { scopes: after },
    })
  })
}
