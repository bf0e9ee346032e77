import { setImmediate } from 'node:timers/promises'
import { periodicTask } from '../../../config/periodic-task.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { isDatabaseUnavailable } from '../../../db/failures.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { enqueueMail } from '../../foundation/mail/enqueue-mail.ts'
import { listOrganizations } from '../../foundation/organizations/list-organizations.ts'
import { reach } from '../../foundation/organizations/organization-directory.ts'
import { listPermissionHolders } from '../../members/organization-roles/list-permission-holders.ts'
import {
  claimReminder,
  type ExpiringSecret,
  expiringSecrets,
  reminderMilliseconds,
} from '../clients/expiring-secrets.ts'

const checkMilliseconds = 3_600_000
const secretsAtOnce = 100

export interface SecretReminders {
  /** Looks at once, then every hour. */
  start(): void
  /** Puts a mail into the outbox for everybody who is to know of a secret that expires soon. */
  check(): Promise<void>
  stop(): Promise<void>
}

export interface SecretRemindersDependencies extends Parts<'clock' | 'vault' | 'config' | 'log' | 'publicUrl'> {
  onError(error: unknown): void
}

/**
 * Tells those who may manage API clients that a secret expires in 14 days or less: once, by the one node that notes it
 * together with the mails. Of suspended clients nobody is told until they are resumed; where there is nobody to tell,
 * the next check looks again.
 */
export function createSecretReminders(dependencies: SecretRemindersDependencies): SecretReminders {
  const { db, clock, publicUrl, onError } = dependencies
  let isStopped = false
  let first: Promise<void> | undefined

  const remind = (secret: ExpiringSecret, origin: string): Promise<void> =>
    transaction({ db: db }, async ({ db: trx }) => {
      const now = toTimestamp(clock.now())
      const { organizationKey, apiClientKey, apiClientName: clientName, expiresAt } = secret
      const permission = 'User and access management > Manage API clients'
      const holders = await listPermissionHolders({ db: trx, clock }, organizationKey, permission)
      if (holders.length === 0 || !(await claimReminder(trx, secret, now))) return
      const link = `${origin}/api-clients/${apiClientKey}`
      for (const { email, name } of holders) {
        const to = { address: email, name }
        await enqueueMail({ ...dependencies, db: trx }, organizationKey, {
          kind: 'secret-expiry',
          to,
          values: { clientName, expiresAt, link },
        })
      }
    })

  async function check(): Promise<void> {
    const now = toTimestamp(clock.now())
    const until = toTimestamp(clock.now() + reminderMilliseconds)
    const organizations = await listOrganizations(dependencies)
    const origins = new Map(organizations.map((one) => [one.key, reach(one, publicUrl()).origin]))
    for (let after: ExpiringSecret | undefined; !isStopped; ) {
      const secrets = await expiringSecrets(db, { now, until, after, limit: secretsAtOnce })
      for (const secret of secrets) {
        if (isStopped) return
        await remind(secret, origins.get(secret.organizationKey) ?? publicUrl())
        // Requests that wait come first.
        await setImmediate()
      }
      after = secrets.at(-1)
      if (secrets.length < secretsAtOnce) return
    }
  }

  const report = (error: unknown): void => {
    if (!isDatabaseUnavailable(error)) onError(error)
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
