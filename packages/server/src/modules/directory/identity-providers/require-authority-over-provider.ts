import type { Parts } from '../../../db/parts.ts'
import { requireAuthorityOver } from '../../foundation/permissions/authority.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { getUserAuthority } from '../../members/organization-roles/get-member-access.ts'
import { usersLinkedTo } from './identity-providers-repository.ts'
import type { StoredIdentityProvider } from './stored-identity-provider.ts'

/**
 * Refuses to change by what a provider proves who its users are, or whether they may sign in through it, where they
 * control access that the principal does not: whoever runs a provider can be each of its users. The provider is locked,
 * so that nobody is linked to it meanwhile.
 * @throws Problem permission_missing
 */
export async function requireAuthorityOverProvider(
  parts: Parts<'clock'>,
  principal: Principal,
  provider: StoredIdentityProvider,
): Promise<void> {
  const { organizationKey } = principal
  const held = await getUserAuthority(parts, organizationKey, usersLinkedTo(parts.db, organizationKey, provider.key))
  requireAuthorityOver(principal, `A user with a profile at the identity provider ${provider.name}`, held)
}
