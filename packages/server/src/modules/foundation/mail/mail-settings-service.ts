import { isIP } from 'node:net'
import { isDeepStrictEqual } from 'node:util'
import { isMailAddress, type SmtpSecurity } from '../../../config/smtp.ts'
import { announceWork } from '../../../db/announced-work.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { MailSettingsTable } from '../../../db/schema/foundation-schema.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../audit/audit-service.ts'
import type { Principal } from '../permissions/principal.ts'
import { enqueueMail } from './enqueue-mail.ts'
import { leaseMilliseconds, type MailDelivery } from './mail-delivery.ts'
import { hastenWaiting } from './mail-repository.ts'
import { passwordContext } from './mail-settings.ts'
import { deleteMailSettings, selectMailSettings, upsertMailSettings } from './mail-settings-repository.ts'
import { isAllowedPort, isForbiddenAddress } from './smtp-socket.ts'

export type MailSettingsServiceDependencies = Parts<'clock' | 'vault' | 'config' | 'log'> & { delivery: MailDelivery }

export type MailSettingsService = ReturnType<typeof createMailSettingsService>

export interface MailSettingsRequest {
  host: string
  port: number
  security: SmtpSecurity
  username?: string | null
  /** Left out: the one that there is, as long as it goes to the same server in the same name */
  password?: string | null
  fromName?: string | null
  fromAddress: string
}

const none = { host: null, port: null, security: null, username: null, hasPassword: false, updatedAt: null }

export function createMailSettingsService(dependencies: MailSettingsServiceDependencies) {
  const { db, clock, vault, config, delivery } = dependencies
  const defaultServer = config.smtp
  const worker = newKey(clock.now())

  /** Encrypted, as it is to be stored */
  function passwordOf(organizationKey: string, row: MailSettingsTable | undefined, next: MailSettingsRequest) {
    const { host, port, security, username = null, password } = next
    if (username === null) {
      if (password) throw invalid('password', 'goes with a username')
      return null
    }
    if (password) return vault.encrypt(password, passwordContext(organizationKey))
    const isSame = row?.host === host && row.port === port && row.security === security && row.username === username
    if (password === undefined && isSame) return row.password_encrypted
    // Else whoever may change the settings could have the password sent to a server of their own.
    throw invalid('password', 'must be given, and again where host, port, security or username change')
  }

  /** What waits because of the former settings need not wait any longer. */
  async function tryAgain(trx: Db, organizationKey: string): Promise<void> {
    await hastenWaiting(trx, organizationKey, toTimestamp(clock.now()))
    announceWork(trx, 'mail')
  }

  return {
    /** What is in force. The password is never read back, and the deployment's server is its own business. */
    async read({ organizationKey }: Principal) {
      const row = await selectMailSettings(db, organizationKey)
      if (row) return { source: 'organization' as const, ...shown(row), updatedAt: row.updated_at }
      if (!defaultServer) return { source: 'none' as const, ...none, fromName: null, fromAddress: null }
      const { name, address } = defaultServer.from
      return { source: 'deployment' as const, ...none, fromName: name, fromAddress: address }
    },

    /** @throws Problem mail_settings_invalid */
    async write(principal: Principal, request: MailSettingsRequest): Promise<void> {
      const { organizationKey } = principal
      check(request)
      await transaction({ db: db }, async ({ db: trx }) => {
        const before = await selectMailSettings(trx, organizationKey)
        const row: MailSettingsTable = {
          organization_key: organizationKey,
          host: request.host,
          port: request.port,
          security: request.security,
          username: request.username ?? null,
          password_encrypted: passwordOf(organizationKey, before, request),
          from_name: request.fromName ?? null,
          from_address: request.fromAddress,
          updated_at: toTimestamp(clock.now()),
        }
        if (before && !request.password && isDeepStrictEqual(shown(before), shown(row))) return
        await upsertMailSettings(trx, row)
        await recordChange({ db: trx, clock }, principal, {
          action: 'mail-settings.updated',
          entity: { type: 'mail-settings', key: organizationKey, name: row.host },
          before: before ? shown(before) : { host: null },
          after: { ...shown(row), ...(request.password ? { password: '***' } : {}) },
        })
        await tryAgain(trx, organizationKey)
      })
    },

    /** From then on the deployment's server is used, or mail is kept. */
    delete: (principal: Principal): Promise<void> =>
      transaction({ db: db }, async ({ db: trx }) => {
        const { organizationKey } = principal
        const before = await selectMailSettings(trx, organizationKey)
        if (!before) return
        await deleteMailSettings(trx, organizationKey)
        await recordChange({ db: trx, clock }, principal, {
          action: 'mail-settings.deleted',
          entity: { type: 'mail-settings', key: organizationKey, name: before.host },
          before: shown(before),
        })
        await tryAgain(trx, organizationKey)
      }),

    /**
     * Sends a message at once, and tells what the server says. Where there is none, it is kept as all mail is.
     * @throws Problem smtp_… saying what failed
     */
    async sendTest(principal: Principal, to: string) {
      const { organizationKey } = principal
      if (!isMailAddress(to)) throw invalid('to', 'must be an address such as ada@example.com')
      const request = { kind: 'test', to: { address: to, name: null }, values: {} } as const
      // Not due before the lease is over: whoever asks waits for the answer, so no worker takes it.
      const key = await transaction({ db: db }, async ({ db: trx }) => {
        const entity = { type: 'mail-settings', key: organizationKey, name: 'Mail settings' }
        await recordChange({ db: trx, clock }, principal, { action: 'mail-settings.tested', entity, after: { to } })
        return enqueueMail({ ...dependencies, db: trx }, organizationKey, request, leaseMilliseconds)
      })
      const mailer = await delivery.open(organizationKey)
      if (!mailer) return { key, status: 'kept' as const, answer: null }
      try {
        const dueBy = toTimestamp(clock.now() + leaseMilliseconds)
        const claimed = await delivery.claim({ organizationKey, key }, worker, dueBy)
        if (!claimed) throw new Problem('smtp_unreachable', 'The settings were changed meanwhile. Try again.')
        const attempt = await delivery.attempt(claimed, mailer, { worker, isLast: true })
        if ('failure' in attempt) throw new Problem(attempt.failure.problem, attempt.failure.message)
        return { key, status: 'sent' as const, answer: attempt.sent }
      } finally {
        mailer.close()
      }
    },
  }
}

const shown = (row: MailSettingsTable) => ({
  host: row.host,
  port: row.port,
  security: row.security,
  username: row.username,
  hasPassword: row.password_encrypted !== null,
  fromName: row.from_name,
  fromAddress: row.from_address,
})

const invalid = (field: string, rule: string): Problem =>
  new Problem('mail_settings_invalid', `The field ${field} ${rule}.`)

const hostPattern = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\.?$/i

function check({ host, port, security, username = null, fromAddress }: MailSettingsRequest): void {
  if (!isIP(host) && !(host.length <= 253 && hostPattern.test(host))) {
    throw invalid('host', 'must be a host name such as mail.example.com, or an IP address')
  }
  if (isIP(host) && isForbiddenAddress(host)) throw invalid('host', 'is an address at which no SMTP server can be')
  if (!isAllowedPort(port)) throw invalid('port', 'must be 25, 465, 587 or from 1024 to 65535')
  if (security === 'none' && username !== null) {
    throw invalid('security', 'must be starttls or tls where there is a username: the password would be readable')
  }
  if (!isMailAddress(fromAddress)) throw invalid('fromAddress', 'must be an address such as portico@example.com')
}
