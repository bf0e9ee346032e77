import type { Config } from '../config/config.ts'
import type { OutgoingMails } from '../modules/foundation/mail/outgoing-mails.ts'
import { SmtpFailure, smtpFailure } from '../modules/foundation/mail/smtp-failure.ts'
import { createSmtpMailer, type SmtpMailer } from '../modules/foundation/mail/smtp-mailer.ts'
import type { OutgoingRequests } from '../modules/foundation/outgoing/outgoing-requests.ts'
import { sendWithRedirects } from '../modules/foundation/outgoing/send-with-redirects.ts'

export type Outgoing = OutgoingRequests & OutgoingMails

/** What sends requests and mails to servers outside. */
export function openOutgoing({ config }: { config: Pick<Config, 'outgoingAllowedNetworks'> }): Outgoing {
  const mailers = new Map<string, Promise<SmtpMailer>>()
  return {
    fetch: (_organizationKey, request, timeout) =>
      sendWithRedirects(request, {
        allowedNetworks: config.outgoingAllowedNetworks,
        signal: AbortSignal.timeout(timeout),
      }),
    async sendMail(_organizationKey, { connection, server, options, mail }, ended) {
      const deadline = AbortSignal.timeout(options.sendMilliseconds)
      const mailer = mailers.get(connection) ?? createSmtpMailer(server, options)
      mailers.set(connection, mailer)
      try {
        return await (await mailer).send(mail, ended ? AbortSignal.any([ended, deadline]) : deadline)
      } catch (error) {
        throw error instanceof SmtpFailure ? error : smtpFailure(error, server)
      }
    },
    endMails(connection) {
      void mailers.get(connection)?.then((mailer) => mailer.close())
      mailers.delete(connection)
    },
  }
}
