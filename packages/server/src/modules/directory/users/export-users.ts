import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { csvHead, csvLine } from '../../../http/api/csv-line.ts'
import type { TextPart } from '../../../http/api/reads.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { type UsersExportQuery, usersExportFields } from './managed-users-schemas.ts'
import { userSelection } from './user-selection.ts'
import { visibleRoles } from './user-visibility.ts'
import { type ListedUser, selectUserKeys, selectUsersByKey } from './users-list-repository.ts'

const usersAtOnce = 500

const values: Record<(typeof usersExportFields)[number], (user: ListedUser) => string | null> = {
  key: ({ key }) => key,
  name: ({ name }) => name,
  email: ({ email }) => email,
  status: ({ status }) => status,
  isMember: ({ hasOrganizationRoles }) => String(hasOrganizationRoles),
  isEndUser: ({ hasApplicationRoles }) => String(hasApplicationRoles),
  lastLoginAt: ({ lastLoginAt }) => lastLoginAt,
}

/**
 * The users whom the caller sees and the filter selects as CSV, in the order of their keys, a part at a time.
 * @param after the key of the last user of the part before
 */
export async function exportUsers(
  { db, clock }: Parts<'clock'>,
  principal: Principal,
  { columnNames, ...filter }: UsersExportQuery,
  after?: string,
): Promise<TextPart<string>> {
  const selection = userSelection(principal, toTimestamp(clock.now()), filter)
  const rest = after === undefined ? selection : { ...selection, afterKey: after }
  const keys = await selectUserKeys(db, rest, usersAtOnce)
  const users = await selectUsersByKey(db, selection, visibleRoles(principal), keys)
  const text = users.map((user) => csvLine(usersExportFields.map((field) => values[field](user)))).join('')
  const head = after === undefined ? csvHead(usersExportFields, columnNames) : ''
  return { text: head + text, next: keys.length < usersAtOnce ? undefined : keys.at(-1) }
}
