import { onWork } from '../../../db/announced-work.ts'
import type { Parts } from '../../../db/parts.ts'
import { logKeptMail } from './kept-mail.ts'
import { createMailDelivery } from './mail-delivery.ts'
import { createMailService, type MailService } from './mail-service.ts'
import { createMailSettingsService, type MailSettingsService } from './mail-settings-service.ts'
import { createMailWorker, type MailWorker } from './mail-worker.ts'
import type { SmtpOptions } from './mailer.ts'

export type MailPartsDependencies = Parts<'clock' | 'vault' | 'config' | 'log'> & { smtpOptions?: SmtpOptions }

export interface MailParts {
  mail: MailService
  mailSettings: MailSettingsService
  mailWorker: MailWorker
}

/** The outbox, the settings and the worker that sends, each knowing the others that it needs. */
export function createMailParts(dependencies: MailPartsDependencies): MailParts {
  const { db, log, config } = dependencies
  const delivery = createMailDelivery({ ...dependencies, defaultServer: config.smtp })
  const mailWorker = createMailWorker({
    ...dependencies,
    delivery,
    onKept: (mail) => logKeptMail({ log }, mail),
    onFailure: (failure) => log.warn(failure, 'a mail could not be sent'),
    onError: (err) => log.error({ err }, 'the outbox could not be worked on'),
  })
  onWork(db, 'mail', mailWorker.wake)
  const mail = createMailService(dependencies)
  const mailSettings = createMailSettingsService({ ...dependencies, delivery })
  return { mail, mailWorker, mailSettings }
}
