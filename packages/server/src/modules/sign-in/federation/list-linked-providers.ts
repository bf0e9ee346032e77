import type { Parts } from '../../../db/parts.ts'
import { listExternalAccounts } from '../../directory/users/external-accounts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireMember } from '../../members/sessions/require-member.ts'

/** The accounts at external identity providers that are linked with the member who is signed in */
export async function listLinkedProviders(parts: Parts, principal: Principal) {
  const { organizationKey, userKey } = requireMember(principal)
  const accounts = await listExternalAccounts(parts, organizationKey, userKey)
  const results = accounts.map(({ provider, profile }) => ({
    key: provider.key,
    name: provider.name,
    subtype: provider.subtype,
    username: profile.username,
    email: profile.email,
    lastLoginAt: profile.lastLoginAt,
    isUsable: provider.isAssigned,
  }))
  return { results }
}
