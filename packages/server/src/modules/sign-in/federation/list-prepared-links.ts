import type { Parts } from '../../../db/parts.ts'
import type { ExternalAccount } from '../../directory/users/external-accounts.ts'
import { getPreparation } from '../../directory/users/preparation.ts'

/** Those of a user's external accounts with which they were linked, and have not signed in yet. It asks for no permission. */
export async function listPreparedLinks(parts: Parts, organizationKey: string, accounts: readonly ExternalAccount[]) {
  const links = []
  for (const { provider, profile } of accounts) {
    if (profile.firstLoginAt !== null) continue
    const { subject, username, identityProviderKey } = profile
    const usableUntil = (await getPreparation(parts, organizationKey, profile))?.until ?? null
    links.push({ identityProviderKey, name: provider.name, subject, username, usableUntil })
  }
  return links
}
