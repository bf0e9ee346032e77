import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { EmbedName } from './embedded.ts'
import { readUserPage } from './read-user-page.ts'
import { userNotFound } from './require-user.ts'
import { userSelection } from './user-selection.ts'
import type { User } from './users-schemas.ts'

/** @throws Problem user_not_found, also for a user whom the caller does not see */
export async function getUser(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  embed?: EmbedName[],
): Promise<User> {
  const visible = userSelection(principal, toTimestamp(parts.clock.now()), {})
  const selection = { ...visible, keys: [normalKey(key)] }
  const { rows } = await readUserPage(parts, principal, selection, { embed, limit: 1 })
  if (!rows[0]) throw userNotFound(key)
  return rows[0]
}
