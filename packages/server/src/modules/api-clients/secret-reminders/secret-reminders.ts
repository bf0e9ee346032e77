import { setImmediate } from 'node:timers/promises'
import { periodicTask } from '../../../config/periodic-task.ts'
import { isDatabaseUnavailable } from '../../../db/failures.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { enqueueMail } from '../../foundation/mail/enqueue-mail.ts'
import { listOrganizations } from '../../foundation/organizations/list-organizations.ts'
import { reachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import type { PermissionName } from '../../foundation/permissions/permission-catalogue.ts'
import { listPermissionHolders } from '../../members/organization-roles/list-permission-holders.ts'
import { attentionMilliseconds } from '../clients/api-client.ts'
import type { ExpiringSecret, ExpiringSecretPage } from '../clients/client-secret.ts'
import { claimReminder, listExpiringSecrets } from '../clients/expiring-secrets.ts'

const checkMilliseconds = 3_600_000
const secretsAtOnce = 100

type ReminderParts = Parts<'clock' | 'vault' | 'config' | 'log' | 'publicUrl'>

/** Whose secrets expire, and who is told */
export interface ReminderSource {
  of: 'api-client' | 'relying-party'
  /** Whoever holds it for the whole organization is told. */
  permission: PermissionName
  /** Newest secrets without a reminder so far, page by page */
  list(parts: Parts, page: ExpiringSecretPage): Promise<ExpiringSecret[]>
  /** Stores, in the transaction of the mails, that they are sent. @returns false where another node was first */
  claim(parts: Parts, secret: ExpiringSecret, now: string): Promise<boolean>
}

/** Those of API clients */
export const apiClientReminders: ReminderSource = {
  of: 'api-client',
  permission: 'User and access management > Manage API clients',
  list: listExpiringSecrets,
  claim: claimReminder,
}

interface SecretReminders {
  /** Checks now, then every hour. */
  start(): void
  /** Puts a mail into the outbox for every member who may manage a client whose secret expires soon. */
  check(): Promise<void>
  stop(): Promise<void>
}

/**
 * Tells those who may manage the clients that a secret expires in 14 days or less: once, by the one node that stores it
 * together with the mails. Secrets of suspended clients wait until these are resumed; where there is no member to tell,
 * the next check looks again.
 */
export function createSecretReminders(parts: ReminderParts, source: ReminderSource): SecretReminders {
  const { clock, log, publicUrl } = parts
  let isStopped = false
  let first: Promise<void> | undefined

  async function check(): Promise<void> {
    const now = toTimestamp(clock.now())
    const until = toTimestamp(clock.now() + attentionMilliseconds)
    const organizations = await listOrganizations(parts)
    const baseUrls = new Map(organizations.map((one) => [one.key, reachedOrganization(one, publicUrl()).baseUrl]))
    for (let after: ExpiringSecret | undefined; !isStopped; ) {
      const secrets = await source.list(parts, { now, until, after, limit: secretsAtOnce })
      for (const secret of secrets) {
        if (isStopped) return
        await remind(parts, source, secret, baseUrls.get(secret.organizationKey) ?? publicUrl())
        // Requests that wait come first.
        await setImmediate()
      }
      after = secrets.at(-1)
      if (secrets.length < secretsAtOnce) return
    }
  }

  const report = (err: unknown): void => {
    if (isDatabaseUnavailable(err)) return
    log.error({ err }, 'reminders of secrets that expire could not be written yet')
  }
  const checking = periodicTask(checkMilliseconds, check, report)
  return {
    start() {
      first = check().catch(report)
      checking.start()
    },
    check,
    async stop() {
      isStopped = true
      await checking.stop()
      await first
    },
  }
}

const remind = (
  parts: ReminderParts,
  { of, permission, claim }: ReminderSource,
  secret: ExpiringSecret,
  baseUrl: string,
): Promise<void> =>
  transaction(parts, async (parts) => {
    const { organizationKey, clientKey, clientName, expiresAt } = secret
    const holders = await listPermissionHolders(parts, organizationKey, permission)
    if (holders.length === 0 || !(await claim(parts, secret, toTimestamp(parts.clock.now())))) return
    const link = `${baseUrl}/${of === 'api-client' ? 'api-clients' : 'sign-in-applications'}/${clientKey}`
    for (const { email, name } of holders) {
      const values = { of, clientName, expiresAt, link }
      await enqueueMail(parts, organizationKey, { kind: 'secret-expiry', to: { address: email, name }, values })
    }
  })
