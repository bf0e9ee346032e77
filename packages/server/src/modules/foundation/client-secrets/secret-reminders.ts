import { setImmediate } from 'node:timers/promises'
import type { Language } from '../../../config/languages.ts'
import { isDatabaseUnavailable } from '../../../db/failures.ts'
import type { Parts } from '../../../db/parts.ts'
import { periodicTask } from '../../../db/periodic-task.ts'
import { type PageAfter, readPages } from '../../../db/read-pages.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { enqueueMail } from '../mail/enqueue-mail.ts'
import { listOrganizations } from '../organizations/list-organizations.ts'
import { reachedOrganization } from '../organizations/organization-directory.ts'
import type { ClientKind } from './client-kind.ts'
import { markReminded, selectExpiringSecrets } from './client-secrets-repository.ts'
import { attentionMilliseconds } from './secret-expiry.ts'
import type { ExpiringSecret } from './stored-secret.ts'

const checkMilliseconds = 3_600_000
const secretsAtOnce = 100

type ReminderParts = Parts<'clock' | 'vault' | 'config' | 'log' | 'publicUrl'>

interface Manager {
  email: string
  name: string | null
  language: Language | null
}

/** Whose secrets expire, and who is told */
export interface ReminderSource {
  kind: ClientKind
  /** The portal's page of these clients */
  page: 'api-clients' | 'sign-in-applications'
  /** Whoever may manage these clients in the whole organization */
  listManagers(parts: Parts<'clock'>, organizationKey: string): Promise<Manager[]>
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
    const read = (page: PageAfter<ExpiringSecret>) =>
      selectExpiringSecrets(parts.db, source.kind, { now, until, ...page })
    for await (const secrets of readPages(secretsAtOnce, read, (last) => last)) {
      // Once for a page: very many secrets of one organization may expire on one day.
      const managers = new Map<string, Manager[]>()
      for (const secret of secrets) {
        if (isStopped) return
        if (!secret.isToBeTold) continue
        const { organizationKey } = secret
        const told = managers.get(organizationKey) ?? (await source.listManagers(parts, organizationKey))
        managers.set(organizationKey, told)
        if (told.length === 0) continue
        await remind(parts, source, secret, told, baseUrls.get(organizationKey) ?? publicUrl())
        // Requests that wait come first.
        await setImmediate()
      }
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
  { kind, page }: ReminderSource,
  secret: ExpiringSecret,
  managers: readonly Manager[],
  baseUrl: string,
): Promise<void> =>
  transaction(parts, async (parts) => {
    const { organizationKey, clientKey, clientName, expiresAt } = secret
    // False where another node was first.
    if (!(await markReminded(parts.db, kind, secret, toTimestamp(parts.clock.now())))) return
    const link = `${baseUrl}/${page}/${clientKey}`
    for (const { email, name, language } of managers) {
      const values = { of: kind.type, clientName, expiresAt, link }
      await enqueueMail(parts, organizationKey, {
        kind: 'secret-expiry',
        to: { address: email, name, language },
        values,
      })
    }
  })
