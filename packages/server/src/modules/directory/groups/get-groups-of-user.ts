import type { Parts } from '../../../db/parts.ts'
import { selectGroupsOfUser } from './group-members-repository.ts'

/**
 * The groups to which a user belongs, by name. It asks for no permission: it is for what is issued to the user themselves.
 * @param environmentKey of this stage alone; of all where it is null
 */
export const getGroupsOfUser = (
  { db }: Parts,
  organizationKey: string,
  userKey: string,
  environmentKey: string | null,
): Promise<{ key: string; name: string }[]> => selectGroupsOfUser(db, organizationKey, userKey, environmentKey)
