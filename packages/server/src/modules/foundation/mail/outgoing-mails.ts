import type { MailSender, SmtpServer } from '../../../config/smtp.ts'
import type { MailContent, MailId, Recipient } from './mail.ts'
import type { Destination } from './smtp-socket.ts'

/** The server that an organization's mail goes through. */
export interface MailServer extends SmtpServer, Destination {
  from: MailSender
}

export interface SmtpOptions {
  connectMilliseconds: number
  /** How long the server may be silent */
  silenceMilliseconds: number
  /** How long sending one mail may take in all */
  sendMilliseconds: number
  /** Certificate authorities to trust instead of the usual ones, in PEM */
  authorities?: string
}

export interface OutgoingMail extends MailContent {
  id: MailId
  to: Recipient
  createdAt: string
}

/** A mail and how it is sent: plain data, which goes to another thread */
export interface MailOrder {
  /** Mails with the same name go over one connection. */
  connection: string
  server: MailServer
  options: SmtpOptions
  mail: OutgoingMail
}

/** What sends the mails. */
export interface OutgoingMails {
  /**
   * @param organizationKey whose mail it is: each organization has its share
   * @returns the server's answer
   * @throws SmtpFailure
   */
  sendMail(organizationKey: string, order: MailOrder, signal?: AbortSignal): Promise<string>
  /** No more mails go over the connection. */
  endMails(connection: string): void
}

/** The part of the context that an operation takes which sends mail while it runs */
export interface MailerParts {
  outgoing: OutgoingMails
}
