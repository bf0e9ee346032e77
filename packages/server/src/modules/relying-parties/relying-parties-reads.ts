import { type DeclaredRead, declareRead } from '../../http/api/reads.ts'
import { listRelyingParties } from './registrations/list-relying-parties.ts'
import { RelyingPartyPage } from './registrations/relying-parties-schemas.ts'

/** What is read in the thread for reading, by the names of the operations */
export const relyingPartiesReads = {
  listRelyingParties: declareRead(listRelyingParties, RelyingPartyPage),
} satisfies Record<string, DeclaredRead>
