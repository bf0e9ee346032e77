import type { Parts } from '../../../db/parts.ts'
import { selectOrganizationsWithUsers } from './user-changes-repository.ts'

/** Below this many users, tables answer lists as quickly as an index. */
export const leastUsersOfIndex = 10_000

export const hasLargeOrganization = async ({ db }: Parts): Promise<boolean> =>
  (await selectOrganizationsWithUsers(db, leastUsersOfIndex)).length > 0
