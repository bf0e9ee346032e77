import type { Parts } from '../../../db/parts.ts'
import { listExternalAccounts } from '../../directory/users/external-accounts.ts'
import { getPreparation } from '../../directory/users/preparation.ts'

/** The accounts at external providers with which a user was linked, and has not signed in yet. It asks for no permission. */
export async function listPreparedLinks(parts: Parts, organizationKey: string, userKey: string) {
  const links = []
  for (const { provider, profile } of await listExternalAccounts(parts, organizationKey, userKey)) {
    if (profile.firstLoginAt !== null) continue
    const { subject, username, identityProviderKey } = profile
    const usableUntil = (await getPreparation(parts, organizationKey, profile))?.until ?? null
    links.push({ identityProviderKey, name: provider.name, subject, username, usableUntil })
  }
  return links
}
