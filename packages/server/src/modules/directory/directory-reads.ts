import { type DeclaredRead, declareRead } from '../../http/api/reads.ts'
import { countUsers, listUsers } from './users/list-users.ts'
import { UserCount, UserPage } from './users/users-schemas.ts'

/** What is read in the thread for reading, by the names of the operations */
export const directoryReads = {
  listUsers: declareRead(listUsers, UserPage),
  countUsers: declareRead(countUsers, UserCount),
} satisfies Record<string, DeclaredRead>
