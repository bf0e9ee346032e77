import type { Parts } from '../../../db/parts.ts'
import { listExternalAccounts } from '../../directory/users/external-accounts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireMember } from '../../members/sessions/require-member.ts'
import { listPreparedLinks } from './list-prepared-links.ts'
import { listProvidersFor } from './list-providers-for.ts'

/**
 * The accounts at external identity providers that are linked with the member who is signed in. Those that were only
 * prepared are among them: the user may not want them. And at which providers they can link one besides.
 */
export async function listLinkedProviders(parts: Parts, principal: Principal) {
  const { organizationKey, userKey } = requireMember(principal)
  const accounts = await listExternalAccounts(parts, organizationKey, userKey)
  const prepared = await listPreparedLinks(parts, organizationKey, accounts)
  const results = accounts.map(({ provider, profile }) => ({
    key: provider.key,
    name: provider.name,
    subtype: provider.subtype,
    username: profile.username,
    email: profile.email,
    lastLoginAt: profile.lastLoginAt,
    isUsable: provider.isAssigned,
    usableUntil: prepared.find(({ identityProviderKey }) => identityProviderKey === provider.key)?.usableUntil ?? null,
  }))
  const usable = await listProvidersFor(parts, organizationKey, { kind: 'portal' })
  const offered = usable
    .filter(({ key, isBuiltIn }) => !isBuiltIn && !results.some((one) => one.key === key))
    .map(({ key, name, subtype }) => ({ key, name, subtype }))
  return { results, offered }
}
