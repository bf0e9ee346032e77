import { asciiDomain } from '../../../config/email-address.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import { requireAuthorityOver } from '../../foundation/permissions/authority.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getUserAuthority } from '../../members/organization-roles/get-member-access.ts'
import { trustOf } from './get-provider-trust.ts'
import { updateIdentityProviderRow } from './identity-providers-repository.ts'
import { listOwnedDomains } from './list-provider-domains.ts'
import { lockExternalProvider } from './lock-external-provider.ts'
import { replaceProviderDomains, usersWithDomains } from './provider-domains-repository.ts'
import type { ProviderTrust } from './provider-trust-schemas.ts'
import { requireAuthorityOverProvider } from './require-authority-over-provider.ts'
import { identityProviderEntity } from './stored-identity-provider.ts'

/**
 * Replaces the domains of an external provider, and whether its second factor counts. A domain belongs to one provider: who
 * takes it from another removes it there first. It needs what the users with a profile at the provider control, and what
 * those with an e-mail in a domain that is added do: they are sent there.
 * @throws Problem permission_missing, identity_provider_not_found, identity_provider_read_only, invalid_body,
 *   identity_provider_domain_taken
 */
export function replaceProviderTrust(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  request: ProviderTrust,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { db, clock } = parts
    const { organizationKey } = principal
    const provider = await lockExternalProvider(parts, principal, key)
    const emailDomains = [...new Set(request.emailDomains.map(requireDomain))].sort()
    const before = await trustOf(parts, organizationKey, provider)
    const after = { emailDomains, trustsSecondFactor: request.trustsSecondFactor }
    if (JSON.stringify(before) === JSON.stringify(after)) return
    await refuseTakenDomains(parts, organizationKey, provider.key, emailDomains)
    await requireAuthorityOverProvider(parts, principal, provider)
    const added = emailDomains.filter((domain) => !before.emailDomains.includes(domain))
    if (added.length > 0) {
      const held = await getUserAuthority(parts, organizationKey, usersWithDomains(db, organizationKey, added))
      requireAuthorityOver(principal, `A user with an e-mail at ${added.join(', ')}`, held)
    }
    const { trustsSecondFactor } = after
    const updatedAt = toTimestamp(clock.now())
    await updateIdentityProviderRow(db, organizationKey, { ...provider, trustsSecondFactor, updatedAt })
    await replaceProviderDomains(db, organizationKey, provider.key, emailDomains)
    const entity = identityProviderEntity(provider)
    await recordChange(parts, principal, { action: 'identity-provider.updated', entity, before, after })
  })
}

/** @returns the domain as those of users are stored */
function requireDomain(text: string): string {
  const domain = asciiDomain(text)
  if (domain?.includes('.')) return domain
  throw new Problem('invalid_body', `The field emailDomains must hold domains such as example.com, not '${text}'.`)
}

/** Two that take the same domain at once meet at the primary key: the later one begins again, and is refused here. */
async function refuseTakenDomains(
  parts: Parts,
  organizationKey: string,
  key: string,
  emailDomains: readonly string[],
): Promise<void> {
  const owned = await listOwnedDomains(parts, organizationKey, emailDomains)
  const taken = owned.filter(({ providerKey }) => providerKey !== key)
  if (taken.length === 0) return
  const names = taken.map(({ domain }) => domain).join(', ')
  throw new Problem(
    'identity_provider_domain_taken',
    `emailDomains: another identity provider has ${names}. Remove it there first.`,
  )
}
