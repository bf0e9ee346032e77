import { setImmediate } from 'node:timers/promises'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { endSignOnsOfClients } from '../../members/sessions/end-sign-ons.ts'
import { findStoredRelyingParty } from '../registrations/find-stored-relying-party.ts'
import {
  type AccessChange,
  deleteAccessChanges,
  insertAccessChange,
  type SignedInClient,
  selectAccessChanges,
  selectClientsOfUsers,
  selectUsersOfClient,
} from './access-changes-repository.ts'
import { usersOfRelyingParty } from './users-of-relying-party.ts'

/** A few milliseconds of SQLite's time each */
const mostAtOnce = 300

/**
 * Looks at what was noted since the last time of users who have lost a role, a group or their status, and of applications
 * that were suspended, deleted or given to others: where a user may not use an application any more, its part of their
 * session ends, and it is told. What it asks the server for is refused at once, without this.
 * @param signal ends it after those that are under way, by an error
 * @throws the first failure, once everything else is done
 */
export async function endLostAccess(parts: Parts<'clock'>, signal: AbortSignal): Promise<void> {
  const failures = new Map<string, unknown>()
  for (;;) {
    // Nearly always there is nothing, which is no reason to keep writers waiting.
    const [next] = await selectAccessChanges(parts.db, 1, [...failures.keys()])
    if (!next) break
    try {
      await transaction(parts, (parts) => endSome(parts, [...failures.keys()]))
    } catch (error) {
      // What is wrong with one organization holds up no other.
      failures.set(next.organizationKey, error)
    }
    signal.throwIfAborted()
    await setImmediate()
  }
  for (const failure of failures.values()) throw failure
}

/** What was noted is deleted with what comes of it: it is looked at again if this fails. */
async function endSome(parts: Parts<'clock'>, except: readonly string[]): Promise<void> {
  const [first, ...others] = await selectAccessChanges(parts.db, mostAtOnce, except)
  if (!first) return
  const { organizationKey, clientId } = first
  const alike = [first, ...others].filter(
    (change) => change.organizationKey === organizationKey && change.clientId === clientId,
  )
  const keys = alike.map(({ key }) => key)
  const taken = await deleteAccessChanges(parts.db, organizationKey, keys)
  const changes = alike.filter(({ key }) => taken.has(key))
  if (clientId !== null) return endOfClient(parts, clientId, changes)
  const users = [...new Set(changes.flatMap(({ userKey }) => userKey ?? []))]
  if (users.length === 0) return
  const clients = await selectClientsOfUsers(parts.db, organizationKey, users)
  for (const [id, ofClient] of Map.groupBy(clients, (client) => client.clientId)) {
    await endThoseLost(parts, organizationKey, id, { clients: ofClient, logoutUri: null })
  }
}

/** Several changes are one look, from where the first one of them begins. */
async function endOfClient(parts: Parts<'clock'>, clientId: string, changes: AccessChange[]): Promise<void> {
  const [change] = changes
  if (!change) return
  const { organizationKey } = change
  const logoutUri = changes.find((one) => one.logoutUri !== null)?.logoutUri ?? null
  const after = changes.map(({ afterSid }) => afterSid ?? '').reduce((one, other) => (one < other ? one : other))
  const clients = await selectUsersOfClient(parts.db, organizationKey, clientId, { after, most: mostAtOnce })
  await endThoseLost(parts, organizationKey, clientId, { clients, logoutUri })
  const last = clients.at(-1)
  if (last && clients.length === mostAtOnce) {
    await insertAccessChange(parts.db, { ...change, logoutUri }, last.sid)
  }
}

async function endThoseLost(
  parts: Parts<'clock'>,
  organizationKey: string,
  clientId: string,
  { clients, logoutUri }: { clients: SignedInClient[]; logoutUri: string | null },
): Promise<void> {
  // Not from memory: another node may have stored a moment ago what was noted.
  const relyingParty = await findStoredRelyingParty(parts, organizationKey, clientId)
  const active = clients.filter(({ status }) => status === 'Active').map(({ userKey }) => userKey)
  const users: ReadonlySet<string> = relyingParty?.isActive
    ? await usersOfRelyingParty(parts, organizationKey, [...new Set(active)], relyingParty)
    : new Set()
  const lost = clients.filter(({ userKey }) => !users.has(userKey))
  await endSignOnsOfClients(
    parts,
    organizationKey,
    lost.map(({ sid, userKey }) => ({ sid, userKey, clientId, uri: relyingParty ? null : logoutUri })),
  )
}
