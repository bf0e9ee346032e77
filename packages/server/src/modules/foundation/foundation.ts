import { deleteExpiredChanges } from '../../db/delete-expired-changes.ts'
import { periodicTask } from '../../db/periodic-task.ts'
import { createAuditBlockCloser } from './audit/close-audit-blocks.ts'
import { deleteExpiredAuditEntries } from './audit/delete-expired-audit-entries.ts'
import { createSecurityEvents } from './audit/security-events.ts'
import { createAuditStream } from './audit-stream/audit-stream.ts'
import { batchSize } from './audit-stream/stream-batch.ts'
import { streamToStdout } from './audit-stream/stream-output.ts'
import { streamToFile } from './audit-stream/stream-to-file.ts'
import type { BaseParts } from './base-parts.ts'
import { deleteOldMails } from './mail/delete-old-mails.ts'
import { createMailWorker } from './mail/mail-worker.ts'
import { createPendingSettingsNotices } from './mail/pending-settings-notices.ts'
import { createMasterKeyFollower } from './master-key/master-key-follower.ts'
import { createOrganizationDirectory } from './organizations/organization-directory.ts'
import { createRateLimits } from './rate-limits/rate-limits.ts'
import { maintainSigningKeys } from './signing-keys/maintain-signing-keys.ts'
import { createSigningKeyDirectory } from './signing-keys/signing-key-directory.ts'

const retentionMilliseconds = 600_000
const changesMilliseconds = 600_000
const mailsMilliseconds = 600_000
const keysMilliseconds = 60_000
const blocksMilliseconds = 5_000
/** How often the trails are looked at that other processes have written */
const runsUntilAllBlocks = 120

export type { BaseParts } from './base-parts.ts'
export { openDeploymentVault } from './master-key/open-deployment-vault.ts'

/** What every request and every wing above needs: organizations, limits, signing keys, mail. */
export type Foundation = ReturnType<typeof openFoundation>['parts']

export function openFoundation(base: BaseParts) {
  const { clock, config, database, log } = base
  const { requestCounter } = database
  const retention = periodicTask(
    retentionMilliseconds,
    (signal) => deleteExpiredAuditEntries(base, config.auditRetentionDays, signal),
    (err) => log.warn({ err }, 'audit entries older than the retention could not be deleted yet'),
  )
  const blocks = periodicTask(blocksMilliseconds, createAuditBlockCloser(base, runsUntilAllBlocks), (err) =>
    log.warn({ err }, 'the audit trail could not be counted in blocks yet'),
  )
  const changes = periodicTask(
    changesMilliseconds,
    (signal) => deleteExpiredChanges(base, 'list', signal),
    (err) => log.warn({ err }, 'the log of changed rows of lists could not be shortened yet'),
  )
  const oldMails = periodicTask(
    mailsMilliseconds,
    (signal) => deleteOldMails(base, signal),
    (err) => log.warn({ err }, 'mails older than 30 days could not be deleted yet'),
  )
  const keys = periodicTask(
    keysMilliseconds,
    () => maintainSigningKeys(base, config.rotateSigningKeysEveryDays),
    (err) => log.error({ err }, 'the signing keys could not be rotated, or the retired ones deleted, yet'),
  )
  const masterKeyFollower = createMasterKeyFollower(base)
  const mailWorker = createMailWorker(base)
  const securityEvents = createSecurityEvents(base)
  const { auditStream: target } = config
  const auditStream =
    target &&
    createAuditStream(base, target === 'stdout' ? streamToStdout(process.stdout) : streamToFile(target.file, batchSize))
  const pendingSettingsNotices = createPendingSettingsNotices(base)
  return {
    parts: {
      mailWorker,
      securityEvents,
      pendingSettingsNotices,
      organizations: createOrganizationDirectory(base),
      rateLimits: createRateLimits({ clock, counter: requestCounter }, config.rateLimits),
      signingKeyDirectory: createSigningKeyDirectory(base),
    },
    // Stopped from the end: the stream after `securityEvents`, which stores the last failures.
    workers: [
      ...(auditStream ? [auditStream] : []),
      masterKeyFollower,
      mailWorker,
      oldMails,
      { start() {}, stop: pendingSettingsNotices.stop },
      securityEvents,
      keys,
      blocks,
      changes,
      ...(config.auditRetentionDays === undefined ? [] : [retention]),
    ],
  }
}
