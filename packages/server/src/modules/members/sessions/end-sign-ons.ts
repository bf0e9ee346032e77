import { announceWork } from '../../../db/announce-work.ts'
import { inSlices } from '../../../db/in-slices.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { type EndedClient, insertLogoutNotices } from './logout-notices-repository.ts'
import {
  deleteAllSignOns,
  deleteSignOnClients,
  deleteSignOns,
  type EndingSignOns,
  selectSignOnClients,
  selectSignOnUids,
} from './sign-on-repository.ts'

/** A few milliseconds of SQLite's time */
const signOnsAtOnce = 100

/**
 * Ends sign-on sessions: nothing that was issued in them is valid any more, and the applications are told. What the
 * authorization server keeps of them is for the caller to delete, in the same transaction.
 */
export function endSignOns(parts: Parts<'clock'>, organizationKey: string, ending: EndingSignOns): Promise<void> {
  return transaction(parts, ({ db, clock }) =>
    inSlices(async () => {
      const uids = await selectSignOnUids(db, organizationKey, ending, signOnsAtOnce)
      if (uids.length === 0) return false
      const clients = await selectSignOnClients(db, organizationKey, uids)
      await deleteSignOns(db, organizationKey, uids)
      if (clients.length > 0) {
        await insertLogoutNotices(db, organizationKey, clients, clock.now())
        announceWork(db, 'logout-notices')
      }
      return uids.length === signOnsAtOnce
    }),
  )
}

/**
 * Ends the parts that applications have in sessions, and tells them: where `uri` says, or where their settings say.
 */
export function endSignOnsOfClients(
  parts: Parts<'clock'>,
  organizationKey: string,
  clients: readonly EndedClient[],
): Promise<void> {
  return transaction(parts, async ({ db, clock }) => {
    if (clients.length === 0) return
    const sids = clients.map(({ sid }) => sid)
    const deleted = await deleteSignOnClients(db, organizationKey, sids)
    // Another transaction may have ended the others at the same moment: it tells of them.
    const ended = clients.filter(({ sid }) => deleted.has(sid))
    if (ended.length === 0) return
    await insertLogoutNotices(db, organizationKey, ended, clock.now())
    announceWork(db, 'logout-notices')
  })
}

/** Ends those of every organization, without telling anybody. */
export const endAllSignOns = ({ db }: Parts): Promise<void> => deleteAllSignOns(db)
