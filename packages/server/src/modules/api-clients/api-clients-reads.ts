import { type DeclaredRead, declareRead } from '../../http/api/reads.ts'
import { ApiClientPage } from './clients/api-clients-schemas.ts'
import { listApiClients } from './clients/list-api-clients.ts'

/** What is read in the thread for reading, by the names of the operations */
export const apiClientsReads = {
  listApiClients: declareRead(listApiClients, ApiClientPage),
} satisfies Record<string, DeclaredRead>
