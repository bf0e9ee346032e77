import { announceChange } from '../../../db/change-feed.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../audit/record-change.ts'
import type { Principal } from '../permissions/principal.ts'
import { lockOrganization, updateOrganizationName } from './organizations-repository.ts'

/**
 * Renames the organization: on its pages, and in mails that are written from then on. Its key, addresses and tokens stay.
 * @throws Problem invalid_body, organization_unknown
 */
export function updateOrganization(
  parts: Parts<'clock'>,
  principal: Principal,
  request: { name: string },
): Promise<void> {
  const name = requireName('name', request.name)
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const organization = await lockOrganization(parts.db, organizationKey)
    if (!organization) throw new Problem('organization_unknown', `There is no organization ${organizationKey}.`)
    if (organization.name === name) return
    await updateOrganizationName(parts.db, organizationKey, name)
    await announceChange(parts.db, organizationKey)
    await recordChange(parts, principal, {
      action: 'organization.updated',
      entity: { type: 'organization', key: organizationKey, name },
      before: { name: organization.name },
      after: { name },
    })
  })
}
