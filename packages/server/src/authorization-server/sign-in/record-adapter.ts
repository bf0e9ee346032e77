import { type Adapter, type AdapterPayload, errors } from 'oidc-provider'
import type { Parts } from '../../db/parts.ts'
import { addSignOnClient } from '../../modules/members/sessions/add-sign-on-client.ts'
import {
  type AuthorizationRecord,
  consumeAuthorizationRecord,
  deleteAuthorizationRecord,
  deleteAuthorizationRecordsOfGrant,
  findAuthorizationRecord,
  findAuthorizationRecordByUid,
  type RecordKind,
  storeAuthorizationRecord,
} from '../../modules/members/sessions/authorization-records.ts'
import { keepSignOn } from '../../modules/members/sessions/keep-sign-on.ts'
import { endUsedTwice, noteUsedBefore } from './end-used-twice.ts'
import type { SignInProgress } from './interactions/sign-in-progress.ts'
import { storeLater, UsedBefore, type Write } from './sign-ons/store-later.ts'

/** Seconds. For records whose life the library does not set: none of those that Portico uses. */
const longestLife = 43_200

/**
 * In JSON. The portal's own requests need 1,500 characters; anybody may begin a sign-in, and it is kept for an hour. Once
 * somebody has proven who they are, what their provider has sent comes with it, and a session knows every client in
 * which it has signed them in.
 */
const longestPayload = { ofNobody: 6_000, ofUser: 100_000 }

/**
 * Keeps the library's records of one model in the database. What a request writes is stored once it is answered: see
 * `storeLater`.
 *
 * Access tokens are JWTs and not kept, see `formatAccessTokens`.
 */
export function recordAdapter(parts: Parts<'clock' | 'vault'>, kind: RecordKind): Adapter {
  const { organizationKey } = kind
  return {
    async find(id) {
      const payload = payloadOf(await findAuthorizationRecord(parts, kind, id))
      if (payload?.consumed) noteUsedBefore(payload)
      return payload
    },
    findByUid: async (uid) => payloadOf(await findAuthorizationRecordByUid(parts, kind, uid)),
    findByUserCode: async () => undefined,
    upsert: async (id, payload, life) => storeLater(parts, storing(kind, id, payload, life ?? longestLife)),
    consume: (id) => storeLater(parts, consuming(kind, id)),
    destroy: (id) => storeLater(parts, (parts) => deleteAuthorizationRecord(parts, kind, id)),
    async revokeByGrantId(grantId) {
      // It is asked for each model, and all of them go the first time.
      if (kind.model !== 'AccessToken') return
      await endUsedTwice(parts, organizationKey, grantId)
      await deleteAuthorizationRecordsOfGrant(parts, organizationKey, grantId)
    },
  }
}

/**
 * The write that stores a record, and what a session is told by it.
 * @param life seconds
 */
export function storing(kind: RecordKind, id: string, payload: AdapterPayload, life: number): Write {
  const { organizationKey, model } = kind
  const userKey = userOf(payload)
  const record = {
    id,
    payload: storedPayload(model, payload),
    uid: payload.uid ?? null,
    grantId: payload.grantId ?? null,
    userKey,
    life,
  }
  const isProven = userKey !== null || progressOf(payload)?.link !== undefined
  const longest = isProven ? longestPayload.ofUser : longestPayload.ofNobody
  if (JSON.stringify(record.payload).length > longest)
    throw new errors.InvalidRequest('the parameters are longer than those of any sign-in')
  return async (parts) => {
    await storeAuthorizationRecord(parts, kind, record)
    if (model === 'AuthorizationCode' || model === 'RefreshToken')
      await addClientOfCode(parts, organizationKey, payload)
    if (model === 'RefreshToken' && typeof payload.sessionUid === 'string')
      await keepSignOn(parts, organizationKey, payload.sessionUid, life)
  }
}

/**
 * The write that marks a code or a token as used. The library checks whether it was, and marks it later: of two requests that
 * pass the check, one wins here. It throws UsedBefore.
 */
export const consuming =
  (kind: RecordKind, id: string): Write =>
  async (parts) => {
    if (!(await consumeAuthorizationRecord(parts, kind, id))) throw new UsedBefore(kind.model)
  }

/** A hint has done its work once the request is read, and may be long. */
function storedPayload(model: string, payload: AdapterPayload): Record<string, unknown> {
  if (model !== 'Interaction' || payload.params?.id_token_hint === undefined) return payload as Record<string, unknown>
  const { id_token_hint: _, ...params } = payload.params
  return { ...payload, params }
}

async function addClientOfCode(
  parts: Parts<'clock' | 'vault'>,
  organizationKey: string,
  { sid, sessionUid, clientId, iat }: AdapterPayload,
): Promise<void> {
  if (typeof sid !== 'string' || typeof sessionUid !== 'string' || clientId === undefined || iat === undefined) return
  await addSignOnClient(parts, organizationKey, { sid, uid: sessionUid, clientId, at: iat * 1000 })
}

function payloadOf(record: AuthorizationRecord | undefined): AdapterPayload | undefined {
  if (!record) return undefined
  return { ...record.payload, ...(record.isConsumed ? { consumed: true } : {}) } as AdapterPayload
}

/**
 * The user whose record it is: all records of a user are deleted by it. A sign-in belongs to the user from the first
 * factor on: once the password is changed, a sign-in that began with the former one must not continue.
 */
function userOf(payload: AdapterPayload): string | null {
  const { accountId, result, session } = payload
  const login = result?.login as { accountId?: string } | undefined
  return accountId ?? login?.accountId ?? progressOf(payload)?.user?.key ?? session?.accountId ?? null
}

const progressOf = ({ result }: AdapterPayload) => result?.progress as SignInProgress | undefined
