import type { Parts } from '../../db/parts.ts'
import { periodicTask } from '../../db/periodic-task.ts'
import { createAuditBlockCloser } from './audit/close-audit-blocks.ts'
import { createSecurityEvents } from './audit/security-events.ts'
import { createMasterKeyFollower } from './master-key/master-key-follower.ts'

const blocksMilliseconds = 5_000

/**
 * What a thread that writes needs of this wing, in the order of starting: the master key may be rotated meanwhile, what is
 * refused is stored, and the trail that grows there is counted.
 */
export const openFoundationWrites = (parts: Parts<'clock' | 'config' | 'vault' | 'log'>) => [
  createMasterKeyFollower(parts),
  createSecurityEvents(parts),
  periodicTask(blocksMilliseconds, createAuditBlockCloser(parts, Number.POSITIVE_INFINITY), (err) =>
    parts.log.warn({ err }, 'the audit trail could not be counted in blocks yet'),
  ),
]
