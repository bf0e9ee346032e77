import { type Adapter, type AdapterPayload, errors } from 'oidc-provider'
import type { Parts } from '../../db/parts.ts'
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
import type { SignInProgress } from './interactions.ts'

/** Seconds. For records whose life the library does not set: none of those that Portico uses. */
const longestLife = 43_200

/**
 * In JSON. The portal's own requests need 1,500 characters; anybody may begin a sign-in, and it is kept for an hour. Once
 * somebody has proven who they are, what their provider has sent to end its session comes with it.
 */
const longestPayload = { ofNobody: 6_000, ofUser: 24_000 }

/**
 * Keeps the library's records of one model in the database.
 *
 * Access tokens of the code grant are not kept: the portal does not use them, and no endpoint accepts them.
 */
export function recordAdapter(parts: Parts<'clock' | 'vault'>, kind: RecordKind): Adapter {
  const isKept = kind.model !== 'AccessToken'
  return {
    find: async (id) => payloadOf(await findAuthorizationRecord(parts, kind, id)),
    findByUid: async (uid) => payloadOf(await findAuthorizationRecordByUid(parts, kind, uid)),
    findByUserCode: async () => undefined,
    async upsert(id, payload, life) {
      if (!isKept) return
      const userKey = userOf(payload)
      const longest = userKey === null ? longestPayload.ofNobody : longestPayload.ofUser
      if (JSON.stringify(payload).length > longest)
        throw new errors.InvalidRequest('the parameters are longer than those of any sign-in')
      await storeAuthorizationRecord(parts, kind, {
        id,
        payload: payload as Record<string, unknown>,
        uid: payload.uid ?? null,
        grantId: payload.grantId ?? null,
        userKey,
        life: life ?? longestLife,
      })
    },
    /** The library checks whether a code was used, and marks it later. Of two requests that pass the check, one wins here. */
    async consume(id) {
      if (!(await consumeAuthorizationRecord(parts, kind, id)))
        throw new errors.InvalidGrant('the code was used before')
    },
    destroy: (id) => deleteAuthorizationRecord(parts, kind, id),
    revokeByGrantId: (grantId) => deleteAuthorizationRecordsOfGrant(parts, kind.organizationKey, grantId),
  }
}

function payloadOf(record: AuthorizationRecord | undefined): AdapterPayload | undefined {
  if (!record) return undefined
  return { ...record.payload, ...(record.isConsumed ? { consumed: true } : {}) } as AdapterPayload
}

/**
 * The user whose record it is: all records of a user are deleted by it. A sign-in belongs to the user from the first
 * factor on: once the password is changed, a sign-in that began with the former one must not continue.
 */
function userOf({ accountId, result, session }: AdapterPayload): string | null {
  const login = result?.login as { accountId?: string } | undefined
  const progress = result?.progress as SignInProgress | undefined
  return accountId ?? login?.accountId ?? progress?.user?.key ?? session?.accountId ?? null
}
