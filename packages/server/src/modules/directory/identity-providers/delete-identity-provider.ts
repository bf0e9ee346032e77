import { countedText } from '../../../db/count-some.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { countUses, deleteIdentityProviderRow } from './identity-providers-repository.ts'
import { lockExternalProvider } from './lock-external-provider.ts'
import { identityProviderEntity, identityProviderValues } from './stored-identity-provider.ts'

/**
 * Deletes an external provider to which neither profiles nor claim mappings refer.
 * @throws Problem identity_provider_not_found, identity_provider_read_only, identity_provider_used
 */
export function deleteIdentityProvider(parts: Parts<'clock'>, principal: Principal, key: string): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const provider = await lockExternalProvider(parts, principal, key)
    const { profiles, mappings } = await countUses(parts.db, organizationKey, provider.key)
    if (profiles + mappings > 0) {
      const used = [countedText(profiles, 'user profile'), countedText(mappings, 'claim mapping')].join(' and ')
      const detail = `The provider ${provider.name} cannot be deleted: it has ${used}.`
      throw new Problem('identity_provider_used', detail)
    }
    await deleteIdentityProviderRow(parts.db, organizationKey, provider.key)
    await recordChange(parts, principal, {
      action: 'identity-provider.deleted',
      entity: identityProviderEntity(provider),
      before: identityProviderValues(provider),
    })
  })
}
