import type { Parts } from '../../../db/parts.ts'
import { selectActiveRelyingParties } from './relying-parties-repository.ts'
import type { StoredRelyingParty } from './relying-party.ts'

/** So many are shown to a person at most, by name. */
const most = 500

/** Those that sign people in now, by name. It asks for no permission: whom it is shown to is for the caller to decide. */
export const listActiveRelyingParties = ({ db }: Parts, organizationKey: string): Promise<StoredRelyingParty[]> =>
  selectActiveRelyingParties(db, organizationKey, most)
