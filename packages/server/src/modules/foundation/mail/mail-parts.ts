import type { Clock } from '../../../config/clock.ts'
import type { Vault } from '../../../config/secrets.ts'
import type { MailSender, SmtpServer } from '../../../config/smtp.ts'
import type { Db } from '../../../db/transaction.ts'
import { createMailDelivery } from './mail-delivery.ts'
import { createMailService, type MailService } from './mail-service.ts'
import { createMailSettingsService, type MailSettingsService } from './mail-settings-service.ts'
import { createMailWorker, type MailWorker } from './mail-worker.ts'
import type { SmtpOptions } from './mailer.ts'

export interface MailPartsDependencies {
  db: Db
  clock: Clock
  vault: Vault
  log: Record<'info' | 'warn' | 'error', (values: object, message: string) => void>
  /** For organizations that have no server of their own; undefined: their mail is kept. */
  defaultServer: (SmtpServer & { from: MailSender }) | undefined
  smtpOptions?: SmtpOptions
}

export interface MailParts {
  mail: MailService
  mailSettings: MailSettingsService
  mailWorker: MailWorker
}

/** The outbox, the settings and the worker that sends, each knowing the others that it needs. */
export function createMailParts({ log, ...dependencies }: MailPartsDependencies): MailParts {
  const { defaultServer } = dependencies
  // The one place where codes get into the log: nobody else would tell them.
  const onKept = ({ text, ...mail }: { to: string; subject: string; text: string }): void =>
    log.info({ ...mail, mail: text }, 'mail is kept: there is no SMTP server')
  const delivery = createMailDelivery(dependencies)
  const mailWorker = createMailWorker({
    ...dependencies,
    delivery,
    onKept,
    onFailure: (failure) => log.warn(failure, 'a mail could not be sent'),
    onError: (err) => log.error({ err }, 'the outbox could not be worked on'),
  })
  const hasDefault = defaultServer !== undefined
  const mail = createMailService({ ...dependencies, hasDefault, wake: mailWorker.wake, onKept })
  const mailSettings = createMailSettingsService({ ...dependencies, mail, delivery, wake: mailWorker.wake })
  return { mail, mailWorker, mailSettings }
}
