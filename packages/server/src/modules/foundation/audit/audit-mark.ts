import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../permissions/principal.ts'
import { selectWritten } from './audit-counts-repository.ts'

/** Which entries are stored: all others are stored later, whatever their time is. Times are those of decisions, not of commits. */
export type AuditMark = readonly number[]

/** The trail as it is at this moment */
export const getAuditMark = (
  { db }: Parts,
  { organizationKey }: Pick<Principal, 'organizationKey'>,
): Promise<AuditMark> => selectWritten(db, organizationKey)

/** Whether an entry was stored after the mark was read */
export const isAfterMark = (mark: AuditMark, { slot, position }: { slot: number; position: number }): boolean =>
  position > (mark[slot] ?? 0)
