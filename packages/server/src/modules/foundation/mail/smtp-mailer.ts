import type { Socket } from 'node:net'
import { sendableAddress } from '../../../config/email-address.ts'
import { isMailAddress } from '../../../config/smtp.ts'
import { outgoingTls } from '../outgoing/outgoing-tls.ts'
import { answerLimits, loadMailLibrary } from './load-mail-library.ts'
import { oneLine } from './mail-layout.ts'
import type { MailServer, OutgoingMail, SmtpOptions } from './outgoing-mails.ts'
import { SmtpFailure, smtpFailure } from './smtp-failure.ts'
import { openSmtpSocket } from './smtp-socket.ts'
import { takesUnicodeAddresses } from './takes-unicode-addresses.ts'

/** Sends mail through one SMTP server. */
export interface SmtpMailer {
  /**
   * @param signal ends it
   * @returns the server's answer
   * @throws SmtpFailure
   */
  send(mail: OutgoingMail, signal: AbortSignal): Promise<string>
  close(): void
}

/**
 * One connection, opened with the first mail and used for all that follow. Certificates are checked; with `starttls`
 * nothing is sent unless the server offers it. Domains go out in ASCII; what else of an address is not ASCII, only to
 * servers that take it.
 */
export async function createSmtpMailer(
  organizationKey: string,
  server: MailServer,
  options: SmtpOptions,
): Promise<SmtpMailer> {
  const { createTransport } = await loadMailLibrary()
  const { host, port, security, username, password, from } = server
  const connecting = {
    ...answerLimits,
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { ...outgoingTls, ...(options.authorities ? { ca: options.authorities } : {}) },
    connectionTimeout: options.connectMilliseconds,
    greetingTimeout: options.connectMilliseconds,
    socketTimeout: options.silenceMilliseconds,
  }
  const openSocket = (): Promise<Socket> => openSmtpSocket(organizationKey, server, options.connectMilliseconds)
  const transport = createTransport({
    ...connecting,
    pool: true,
    maxConnections: 1,
    // The outbox tries again, later: what broke off in the middle may have been accepted.
    maxRequeues: 0,
    ...(username === null ? {} : { auth: { user: username, pass: password ?? '' } }),
    disableFileAccess: true,
    disableUrlAccess: true,
    getSocket: (_options: unknown, done: (error: Error | null, opened?: { connection: Socket }) => void) => {
      openSocket().then((connection) => done(null, { connection }), done)
    },
  })
  // The failure of each mail is reported by its own sendMail call.
  transport.on('error', () => {})
  let takesUnicode: boolean | undefined
  async function requireUnicodeTaken(
    whose: 'sender' | 'recipient',
    address: string,
    signal: AbortSignal,
  ): Promise<void> {
    if (/^[ -~]*$/.test(address)) return
    takesUnicode ??= await takesUnicodeAddresses(connecting, await openSocket(), signal)
    if (!takesUnicode) throw notTaken(whose)
  }
  return {
    async send({ id, to, subject, text, html, createdAt }, signal) {
      if (!isMailAddress(to.address)) {
        const failure = { isPermanent: true, concernsServer: false }
        throw new SmtpFailure('smtp_recipient_refused', 'The address is not one that mail can be sent to.', failure)
      }
      if (!isMailAddress(from.address)) {
        throw new SmtpFailure('smtp_refused', 'The sender in the mail settings is no address that mail can come from.')
      }
      const recipient = sendableAddress(to.address)
      const sender = sendableAddress(from.address)
      try {
        await requireUnicodeTaken('sender', sender, signal)
        await requireUnicodeTaken('recipient', recipient, signal)
        const { response } = await transport.sendMail({
          from: { name: oneLine(from.name ?? ''), address: sender },
          // Without the name: it may be text that somebody else typed.
          to: recipient,
          envelope: { from: sender, to: [recipient] },
          subject,
          text,
          html,
          // The same whenever it is sent again: where the answer to the first time got lost, mailboxes can tell.
          messageId: `<${id.key}@${sender.split('@').at(-1)}>`,
          date: new Date(createdAt),
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          signal,
        } as Parameters<typeof transport.sendMail>[0])
        return oneLine(response).slice(0, 300)
      } catch (error) {
        throw error instanceof SmtpFailure ? error : smtpFailure(error, server)
      }
    },
    close: () => transport.close(),
  }
}

/** The sender is in the settings: once they are right, the mails are still waiting. Another recipient is another mail. */
function notTaken(whose: 'sender' | 'recipient'): SmtpFailure {
  const why = `The SMTP server takes no address with letters outside of ASCII before the @ (SMTPUTF8): that of the ${whose}.`
  if (whose === 'sender') return new SmtpFailure('smtp_refused', why)
  return new SmtpFailure('smtp_recipient_refused', why, { isPermanent: true, concernsServer: false })
}
