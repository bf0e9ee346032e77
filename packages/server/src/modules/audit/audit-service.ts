import type { Clock } from '../../config/clock.ts'
import { toTimestamp } from '../../db/codecs.ts'
import { newKey } from '../../db/keys.ts'
import type { Db } from '../../db/transaction.ts'
import type { Principal } from '../permissions/principal.ts'
import { insertAuditEntry } from './audit-repository.ts'

/** What was done, as `<entity>.<verb in the past tense>`. */
export type AuditAction =
  | 'user.created'
  | 'user.updated'
  | 'user.deleted'
  | 'user.activated'
  | 'user.deactivated'
  | 'user.identity-linked'
  | 'portfolio.created'
  | 'portfolio.updated'
  | 'environment.created'
  | 'environment.updated'
  | 'asset.created'
  | 'asset.updated'
  | 'asset.deleted'
  | 'asset.deployed'
  | 'asset.undeployed'
  | 'application-role.created'
  | 'application-role.updated'
  | 'application-role.deleted'
  | 'application-role.granted'
  | 'application-role.revoked'
  | 'group.created'
  | 'group.updated'
  | 'group.deleted'
  | 'group.users-added'
  | 'group.users-removed'
  | 'group.application-roles-added'
  | 'group.application-roles-removed'
  | 'claim-mapping.created'
  | 'claim-mapping.updated'
  | 'claim-mapping.deleted'
  | 'api-client.created'
  | 'api-client.updated'
  | 'api-client.permissions-changed'
  | 'api-client.secret-generated'
  | 'api-client.suspended'
  | 'api-client.resumed'
  | 'api-client.deleted'
  | 'organization.created'
  | 'signing-key.rotated'
  | 'token.revoked'

export interface AuditedChange {
  action: AuditAction
  entity: { type: string; key: string; name: string | null }
  /** What held before and what holds now. Never a secret, not even a hashed one. */
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  environmentKey?: string
}

/** Writes the entry of a change, in the transaction of the change: one is never stored without the other. */
export async function recordChange(trx: Db, clock: Clock, principal: Principal, change: AuditedChange): Promise<void> {
  const { actor } = principal
  await insertAuditEntry(trx, {
    organization_key: principal.organizationKey,
    key: newKey(clock.now()),
    occurred_at: toTimestamp(clock.now()),
    actor_type: actor.type,
    actor_key: actor.key,
    actor_name: actor.name,
    address: actor.address,
    trace_id: actor.traceId,
    action: change.action,
    entity_type: change.entity.type,
    entity_key: change.entity.key,
    entity_name: change.entity.name,
    old_values: change.before ? JSON.stringify(change.before) : null,
    new_values: change.after ? JSON.stringify(change.after) : null,
    environment_key: change.environmentKey ?? null,
  })
}
