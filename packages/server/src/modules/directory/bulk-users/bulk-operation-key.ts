import { hash } from 'node:crypto'
import { newKey } from '../../../db/keys.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'

/**
 * The key of an operation. With an Idempotency-Key it is always the same one for the same caller, so that a request that is
 * sent again finds what was stored; a UUID of version 8 (RFC 9562, section 5.8), which says nothing about other callers' keys.
 */
export const bulkOperationKey = (principal: Principal, now: number, idempotencyKey: string | undefined): string =>
  idempotencyKey === undefined ? newKey(now) : keyOfCaller(principal, [idempotencyKey])

/** The key of an import in the audit trail: nobody adds to the import of another caller. */
export const bulkImportKey = (principal: Principal, importKey: string): string =>
  keyOfCaller(principal, ['import', importKey])

function keyOfCaller({ organizationKey, actor }: Principal, given: readonly string[]): string {
  const digest = hash('sha256', JSON.stringify([organizationKey, actor.type, actor.key, ...given]))
  const variant = '89ab'[Number.parseInt(digest.charAt(16), 16) % 4]
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`
}
