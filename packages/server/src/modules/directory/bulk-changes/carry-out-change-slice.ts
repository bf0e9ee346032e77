import { setImmediate } from 'node:timers/promises'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordSecurityEvent } from '../../foundation/audit/record-security-event.ts'
import { refusedRequest } from '../../foundation/audit/refused-request.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { SenderParts } from '../bulk-users/carry-out-bulk-operations.ts'
import type { OperationId } from '../bulk-users/operation-id.ts'
import { lockUser } from '../users/require-user.ts'
import {
  type ChangeResult,
  type ChangeSlice,
  countOutcomes,
  lockSlice,
  type Outcome,
  storeSlice,
  type UserToChange,
} from './bulk-changes-repository.ts'
import { type ChangeOfUser, mayChange, mayNotChange } from './change-of-user.ts'
import { changeUser, type InviterParts } from './change-user.ts'

interface Claim {
  worker: string
  /** How long each transaction has it hold, in milliseconds */
  lease: number
  /** How long a transaction may take */
  transactionMilliseconds: number
  isStopping(): boolean
}

/** A user whom the operation refuses. What was done to others in the same transaction is gone with it. */
interface Refusal {
  position: number
  result: ChangeResult
  problem: Problem
}

/**
 * Carries out a slice of a bulk change, some users in each transaction, with what the sender may do by then. Where a user
 * is refused, the ones before are changed once more without that one, and the refusal is stored with them.
 */
export async function carryOutChangeSlice<P extends Parts<'clock'> & SenderParts & InviterParts<P>>(
  parts: P,
  id: OperationId,
  claim: Claim,
): Promise<void> {
  let refusal: Refusal | undefined
  while (!claim.isStopping()) {
    const step = await carryOutSome(parts, id, claim, refusal)
    if (step === 'over') return
    refusal = step
    // Requests that wait come first.
    await setImmediate()
  }
}

/** @returns the refusal that the next step stores; undefined where there is none */
async function carryOutSome<P extends Parts<'clock'> & SenderParts & InviterParts<P>>(
  parts: P,
  id: OperationId,
  { worker, lease, transactionMilliseconds }: Claim,
  known: Refusal | undefined,
): Promise<Refusal | 'over' | undefined> {
  const { clock } = parts
  let refused: Refusal | undefined
  try {
    const { isOver, recorded, principal, lost } = await transaction(parts, async (parts) => {
      const slice = await lockSlice(parts.db, id, { worker, until: toTimestamp(clock.now() + lease) })
      if (!slice) return { isOver: true }
      const principal = await senderOf(parts, slice)
      const before = slice.results.length
      const lost = await changeUsers(parts, principal, slice, {
        known,
        end: performance.now() + transactionMilliseconds,
        onRefusal(refusal) {
          refused = refusal
        },
      })
      const isOver = slice.results.length === slice.users.length
      const now = toTimestamp(clock.now())
      await storeSlice(parts.db, id, slice.results, isOver ? now : null)
      await countOutcomes(parts.db, slice.change, slice.results.slice(before), now)
      return { isOver, recorded: known && slice.results.length > known.position, principal, lost }
    })
    if (recorded && known && principal) recordRefusal(parts, principal, known.problem)
    if (lost && principal) recordRefusal(parts, principal, lost)
    if (isOver) return 'over'
    return recorded ? undefined : known
  } catch (error) {
    if (!(error instanceof Problem) || !refused) throw error
    return refused
  }
}

async function senderOf(parts: Parts<'clock'> & SenderParts, { change }: ChangeSlice): Promise<Principal> {
  const { organization_key: organizationKey, actor } = change
  return { organizationKey, actor, access: await parts.accessOfActor(parts, organizationKey, actor) }
}

/**
 * Adds the results of some users more to those of the slice.
 * @returns what all who are left are refused for: the sender may not do it any more
 */
async function changeUsers<P extends Parts<'clock'> & InviterParts<P>>(
  parts: P,
  principal: Principal,
  { change, users, results }: ChangeSlice,
  { known, end, onRefusal }: { known: Refusal | undefined; end: number; onRefusal(refusal: Refusal): void },
): Promise<Problem | undefined> {
  const rest = (outcome: Outcome, problem?: Problem): void => {
    for (const { key } of users.slice(results.length)) results.push(resultOf({ key }, outcome, problem))
  }
  if (change.cancelled_at !== null) {
    rest('Cancelled')
    return undefined
  }
  if (!mayChange(principal, change.request)) {
    const lost = mayNotChange(change.request)
    rest('Failed', lost)
    return lost
  }
  for (let position = results.length; position < users.length; position++) {
    if (position === known?.position) {
      results.push(known.result)
      // What follows may fail as well, and is tried in a transaction of its own.
      return undefined
    }
    const { key, ...before } = users[position] as UserToChange
    let named: Named = { key }
    try {
      const user = await lockUser(parts, principal, key)
      named = user
      requireAnother(principal, key, change.request)
      const { isChanged, ...undo } = await changeUser(parts, principal, { ...user, ...before }, change.request)
      results.push({ ...resultOf(user, isChanged ? 'Changed' : 'Unchanged'), ...undo })
    } catch (error) {
      if (error instanceof Problem) {
        onRefusal({ position, result: resultOf(named, 'Failed', error), problem: error })
      }
      throw error
    }
    if (performance.now() > end) return undefined
  }
  return undefined
}

/**
 * Whoever changes many may not mean themselves, and without an account they could change nobody after that.
 * @throws Problem own_account
 */
function requireAnother({ actor }: Principal, key: string, { action }: ChangeOfUser): void {
  const isTaken = action === 'Deactivate' || action === 'Delete'
  if (!isTaken || actor.type !== 'user' || actor.key !== key) return
  throw new Problem('own_account', 'A change of many users neither deactivates nor deletes whoever asked for it.')
}

interface Named {
  key: string
  name?: string | null
  email?: string | null
}

const resultOf = ({ key, name, email }: Named, outcome: Outcome, problem?: Problem): ChangeResult => ({
  userKey: key,
  name: name ?? null,
  email: email ?? null,
  outcome,
  errorCode: problem?.errorCode ?? null,
  errorMessage: problem?.message ?? null,
  isUndoable: false,
})

/** What the sender may not do is in the audit trail, as it is where a request is refused. */
function recordRefusal(parts: Parts<'clock'>, { organizationKey, actor }: Principal, problem: Problem): void {
  if (problem.status !== 403) return
  const operation = { key: 'BulkChange_Create', name: 'POST /api/management/v1/bulk-changes' }
  recordSecurityEvent(parts, refusedRequest({ organizationKey, actor, source: actor }, operation, problem))
}

/** Ends a slice that has failed too often: each of the users who are left says so, and why. */
export const giveUpChangeSlice = (parts: Parts<'clock'>, id: OperationId, worker: string, why: string): Promise<void> =>
  transaction(parts, async ({ db, clock }) => {
    const now = toTimestamp(clock.now())
    const slice = await lockSlice(db, id, { worker, until: now })
    if (!slice) return
    const problem = new Problem('internal_error', `The user was not changed. ${why}`)
    const left = slice.users
      .slice(slice.results.length)
      .map(({ key }): ChangeResult => resultOf({ key }, 'Failed', problem))
    await storeSlice(db, id, [...slice.results, ...left], now)
    await countOutcomes(db, slice.change, left, now)
  })
