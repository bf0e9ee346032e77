import { type DeclaredRead, declareRead } from '../../http/api/reads.ts'
import { listHeldApis } from './registered-apis/list-held-apis.ts'
import { listRegisteredApis } from './registered-apis/list-registered-apis.ts'
import { listScopeHolders } from './registered-apis/list-scope-holders.ts'
import { HeldApiPage, RegisteredApiPage, ScopeHolderPage } from './registered-apis/registered-apis-schemas.ts'
import { listRelyingParties } from './registrations/list-relying-parties.ts'
import { RelyingPartyPage } from './registrations/relying-parties-schemas.ts'

/** What is read in the thread for reading, by the names of the operations */
export const relyingPartiesReads = {
  listRelyingParties: declareRead(listRelyingParties, RelyingPartyPage),
  listRegisteredApis: declareRead(listRegisteredApis, RegisteredApiPage),
  listScopeHolders: declareRead(listScopeHolders, ScopeHolderPage),
  listHeldApis: declareRead(listHeldApis, HeldApiPage),
} satisfies Record<string, DeclaredRead>
