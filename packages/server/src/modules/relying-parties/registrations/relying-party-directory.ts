import type { ChangeFeed } from '../../../db/change-feed.ts'
import { OrganizationCache } from '../../../db/organization-cache.ts'
import type { Parts } from '../../../db/parts.ts'
import { listSecrets } from '../../foundation/client-secrets/list-secrets.ts'
import { secretCheck } from '../../foundation/client-secrets/secret-check.ts'
import { selectRelyingParty } from './relying-parties-repository.ts'
import type { RelyingPartySettings } from './relying-party.ts'
import { isRelyingPartyId } from './relying-party-id.ts'
import { relyingPartyHolder } from './relying-party-kind.ts'
import type { RelyingPartyUse } from './relying-party-use.ts'

/** What the authorization server asks about a relying party. */
export interface KnownRelyingParty extends RelyingPartySettings {
  key: string
  clientId: string
  checkSecret(secret: string): 'valid' | 'expired' | 'wrong'
}

export type RelyingPartyDirectory = ReturnType<typeof createRelyingPartyDirectory>

/**
 * Finds relying parties by client ID, from memory where possible. What it returns is never out of date, see
 * OrganizationCache. Whether it is active is for the caller to ask.
 */
export function createRelyingPartyDirectory({
  db,
  clock,
  vault,
  database,
  relyingPartyUse,
}: Parts<'clock' | 'vault'> & {
  database: { changes: ChangeFeed }
  relyingPartyUse: Pick<RelyingPartyUse, 'noteSecret'>
}) {
  const cache = new OrganizationCache<KnownRelyingParty>(database.changes)

  async function read(organizationKey: string, clientId: string): Promise<KnownRelyingParty | undefined> {
    const relyingParty = await selectRelyingParty(db, organizationKey, { clientId })
    if (!relyingParty) return undefined
    const { lastUsedAt: _, createdBy: __, createdAt: ___, updatedAt: ____, ...known } = relyingParty
    const secrets = await listSecrets({ db }, relyingPartyHolder(organizationKey, known.key))
    const noteUse = (key: string): void => relyingPartyUse.noteSecret(organizationKey, key)
    return { ...known, checkSecret: secretCheck({ vault, clock }, secrets, noteUse) }
  }

  return {
    /** Returns the relying party itself, not a promise, where it is in memory; undefined where there is none. */
    find(
      organizationKey: string,
      clientId: string,
    ): KnownRelyingParty | undefined | Promise<KnownRelyingParty | undefined> {
      if (!isRelyingPartyId(clientId)) return undefined
      return (
        cache.get(organizationKey, clientId) ??
        cache.load(organizationKey, clientId, () => read(organizationKey, clientId))
      )
    },
  }
}
