import { createSmtpMailer, type SmtpMailer } from '../modules/foundation/mail/smtp-mailer.ts'
import { sendWithRedirects } from '../modules/foundation/outgoing/send-with-redirects.ts'
import type { OutgoingResult, OutgoingTask } from './outgoing-messages.ts'

/** Mailers by the name of their connection */
const mailers = new Map<string, Promise<SmtpMailer>>()

/**
 * Sends something in this thread.
 * @param onStep called after each step, as far as there are several
 * @throws OutgoingFailure, SmtpFailure
 */
export async function carryOutOutgoing(
  task: OutgoingTask,
  signal: AbortSignal,
  onStep?: () => void,
): Promise<OutgoingResult> {
  const { organizationKey } = task
  if ('request' in task) {
    const { request, allowedNetworks } = task
    return sendWithRedirects(request, { organizationKey, allowedNetworks, signal, onStep })
  }
  const { connection, server, options, mail } = task.mail
  const mailer = mailers.get(connection) ?? createSmtpMailer(organizationKey, server, options)
  mailers.set(connection, mailer)
  return (await mailer).send(mail, signal)
}

/** Closes the connection of this name, where there is one. */
export function endMails(connection: string): void {
  void mailers.get(connection)?.then((mailer) => mailer.close())
  mailers.delete(connection)
}
