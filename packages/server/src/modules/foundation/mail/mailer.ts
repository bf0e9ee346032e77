import { randomUUID } from 'node:crypto'
import type { MailerParts, MailServer, OutgoingMail, SmtpOptions } from './outgoing-mails.ts'

export const usualSmtpOptions: SmtpOptions = {
  connectMilliseconds: 15_000,
  silenceMilliseconds: 30_000,
  sendMilliseconds: 60_000,
}

/** Sends mail of an organization through one SMTP server. */
export interface Mailer {
  /**
   * @returns the server's answer
   * @throws SmtpFailure
   */
  send(mail: OutgoingMail, signal?: AbortSignal): Promise<string>
  close(): void
}

/** All mails go over one connection, which the first one opens. */
export function createMailer(
  { outgoing }: MailerParts,
  organizationKey: string,
  server: MailServer,
  options: SmtpOptions = usualSmtpOptions,
): Mailer {
  const connection = randomUUID()
  return {
    send: (mail, signal) => outgoing.sendMail(organizationKey, { connection, server, options, mail }, signal),
    close: () => outgoing.endMails(connection),
  }
}
