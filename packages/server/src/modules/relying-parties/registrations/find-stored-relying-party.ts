import type { Parts } from '../../../db/parts.ts'
import { selectRelyingParty } from './relying-parties-repository.ts'
import type { StoredRelyingParty } from './relying-party.ts'

/** A relying party by its client ID as the database has it, not as another node may know it from before. */
export const findStoredRelyingParty = (
  { db }: Parts,
  organizationKey: string,
  clientId: string,
): Promise<StoredRelyingParty | undefined> => selectRelyingParty(db, organizationKey, { clientId })
