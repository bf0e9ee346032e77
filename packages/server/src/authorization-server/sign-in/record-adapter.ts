import { type Adapter, type AdapterPayload, errors } from 'oidc-provider'
import type { AuthorizationRecord, AuthorizationRecords } from '../../modules/members/sessions/authorization-records.ts'
import type { SignInProgress } from './interactions.ts'

/** Seconds. For a record that the library gives no life of its own: none of ours. */
const longestLife = 43_200

type Records = ReturnType<AuthorizationRecords>

/**
 * Keeps the library's records of one model in the database.
 *
 * Access tokens of the code grant are not kept: the portal has no use for them, and no endpoint takes them.
 */
export function recordAdapter(model: string, records: Records): Adapter {
  const isKept = model !== 'AccessToken'
  return {
    find: async (id) => payloadOf(await records.find(id)),
    findByUid: async (uid) => payloadOf(await records.findByUid(uid)),
    findByUserCode: async () => undefined,
    async upsert(id, payload, life) {
      if (!isKept) return
      await records.store({
        id,
        payload: payload as Record<string, unknown>,
        uid: payload.uid ?? null,
        grantId: payload.grantId ?? null,
        userKey: userOf(payload),
        life: life ?? longestLife,
      })
    },
    /** The library looks first whether a code was used, and notes it later. Of two that pass the look, one gets here first. */
    async consume(id) {
      if (!(await records.consume(id))) throw new errors.InvalidGrant('the code was used before')
    },
    destroy: (id) => records.delete(id),
    revokeByGrantId: (grantId) => records.deleteOfGrant(grantId),
  }
}

function payloadOf(record: AuthorizationRecord | undefined): AdapterPayload | undefined {
  if (!record) return undefined
  return { ...record.payload, ...(record.isConsumed ? { consumed: true } : {}) } as AdapterPayload
}

/**
 * Whose record it is: what a user leaves behind is found by it. A sign-in is the user's from the first factor on: a
 * password that was changed since has proven nothing.
 */
function userOf({ accountId, result, session }: AdapterPayload): string | null {
  const login = result?.login as { accountId?: string } | undefined
  const progress = result?.progress as SignInProgress | undefined
  return accountId ?? login?.accountId ?? progress?.userKey ?? session?.accountId ?? null
}
