import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { applyProviderRequest } from './apply-provider-request.ts'
import { updateIdentityProviderRow } from './identity-providers-repository.ts'
import type { IdentityProviderPatchRequest } from './identity-providers-schemas.ts'
import { lockExternalProvider } from './lock-external-provider.ts'
import { requireAuthorityOverProvider } from './require-authority-over-provider.ts'
import {
  identityProviderEntity,
  identityProviderNameTaken,
  identityProviderValues,
} from './stored-identity-provider.ts'

/** What tells people what a provider is, and decides nothing */
const labels = ['name', 'subtype', 'hosting']

/**
 * What is absent stays. A new secret always counts as a change: it is not compared with the stored one.
 * Labels are free to change; all else needs what the users with a profile at the provider control.
 * @throws Problem permission_missing, identity_provider_not_found, identity_provider_read_only, invalid_body,
 *   identity_provider_secret_missing, identity_provider_name_taken
 */
export function updateIdentityProvider(
  parts: Parts<'clock' | 'vault'>,
  principal: Principal,
  key: string,
  request: IdentityProviderPatchRequest,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const held = await lockExternalProvider(parts, principal, key)
    const next = applyProviderRequest(parts, organizationKey, held, request)
    const [before, after] = [identityProviderValues(held), identityProviderValues(next)]
    const changed = changedFields(before, after)
    const isNewSecret = Boolean(request.oidcConfiguration?.clientSecret)
    if (changed.length === 0 && !isNewSecret) return
    if (isNewSecret || changed.some((name) => !labels.includes(name))) {
      await requireAuthorityOverProvider(parts, principal, held)
    }
    await refuseTakenName(identityProviderNameTaken(next.name), () =>
      updateIdentityProviderRow(parts.db, organizationKey, next),
    )
    const only = (all: Record<string, unknown>) => Object.fromEntries(changed.map((name) => [name, all[name]]))
    await recordChange(parts, principal, {
      action: 'identity-provider.updated',
      entity: identityProviderEntity(next),
      before: only(before),
      after: { ...only(after), ...(isNewSecret && { isClientSecretNew: true }) },
    })
  })
}

const changedFields = (before: Record<string, unknown>, after: Record<string, unknown>): string[] =>
  Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
