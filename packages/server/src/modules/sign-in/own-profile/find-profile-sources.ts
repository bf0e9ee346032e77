import type { Parts } from '../../../db/parts.ts'
import { listExternalAccounts } from '../../directory/users/external-accounts.ts'
import type { OwnProfile } from './own-profile-schemas.ts'

type Source = OwnProfile['providedBy']['name']

/**
 * Where name and photo of a user come from. At each sign-in at a provider they follow what it says, unless somebody has chosen
 * them here: see `updateExternalProfile`.
 */
export async function findProfileSources(
  parts: Parts,
  organizationKey: string,
  { key, ...user }: { key: string; name: string | null; photoUrl: string | null },
): Promise<{ name: Source; photoUrl: Source }> {
  const accounts = await listExternalAccounts(parts, organizationKey, key)
  const sourceOf = (field: 'name' | 'photoUrl'): Source => {
    const found = accounts.find(
      ({ provider, profile }) => provider.isAssigned && user[field] !== null && profile[field] === user[field],
    )
    return found ? { key: found.provider.key, name: found.provider.name } : null
  }
  return { name: sourceOf('name'), photoUrl: sourceOf('photoUrl') }
}
