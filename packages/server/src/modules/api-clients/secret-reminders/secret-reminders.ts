import { setImmediate } from 'node:timers/promises'
import { periodicTask } from '../../../config/periodic-task.ts'
import { isDatabaseUnavailable } from '../../../db/failures.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { enqueueMail } from '../../foundation/mail/enqueue-mail.ts'
import { listOrganizations } from '../../foundation/organizations/list-organizations.ts'
import { reachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import { listPermissionHolders } from '../../members/organization-roles/list-permission-holders.ts'
import { attentionMilliseconds } from '../clients/api-client.ts'
import type { ExpiringSecret } from '../clients/client-secret.ts'
import { claimReminder, listExpiringSecrets } from '../clients/expiring-secrets.ts'

const checkMilliseconds = 3_600_000
const secretsAtOnce = 100

type ReminderParts = Parts<'clock' | 'vault' | 'config' | 'log' | 'publicUrl'>

interface SecretReminders {
  /** Checks now, then every hour. */
  start(): void
  /** Puts a mail into the outbox for every member who may manage an API client whose secret expires soon. */
  check(): Promise<void>
  stop(): Promise<void>
}

/**
 * Tells those who may manage API clients that a secret expires in 14 days or less: once, by the one node that stores it
 * together with the mails. Secrets of suspended clients wait until these are resumed; where there is no member to tell,
 * the next check looks again.
 */
export function createSecretReminders(parts: ReminderParts): SecretReminders {
  const { clock, log, publicUrl } = parts
  let isStopped = false
  let first: Promise<void> | undefined

  async function check(): Promise<void> {
    const now = toTimestamp(clock.now())
    const until = toTimestamp(clock.now() + attentionMilliseconds)
    const organizations = await listOrganizations(parts)
    const baseUrls = new Map(organizations.map((one) => [one.key, reachedOrganization(one, publicUrl()).baseUrl]))
    for (let after: ExpiringSecret | undefined; !isStopped; ) {
      const secrets = await listExpiringSecrets(parts, { now, until, after, limit: secretsAtOnce })
      for (const secret of secrets) {
        if (isStopped) return
        await remind(parts, secret, baseUrls.get(secret.organizationKey) ?? publicUrl())
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

const remind = (parts: ReminderParts, secret: ExpiringSecret, baseUrl: string): Promise<void> =>
  transaction(parts, async (parts) => {
    const { organizationKey, apiClientKey, apiClientName: clientName, expiresAt } = secret
    const permission = 'User and access management > Manage API clients'
    const holders = await listPermissionHolders(parts, organizationKey, permission)
    if (holders.length === 0 || !(await claimReminder(parts, secret, toTimestamp(parts.clock.now())))) return
    const values = { clientName, expiresAt, link: `${baseUrl}/api-clients/${apiClientKey}` }
    for (const { email, name } of holders) {
      await enqueueMail(parts, organizationKey, { kind: 'secret-expiry', to: { address: email, name }, values })
    }
  })
