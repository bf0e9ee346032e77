import type { ProblemName } from '../../../problems/catalogue.ts'
import { isTlsCode } from '../outgoing/is-tls-code.ts'
import { oneLine } from './mail-layout.ts'
import type { Destination } from './smtp-socket.ts'

export type SmtpProblem = Extract<ProblemName, `smtp_${string}`>

interface FailureDetails {
  /** What the system, TLS or the server says, for the operator's log: never told to the organization */
  reason?: string
  /** The server refuses this mail permanently: another attempt is useless. */
  isPermanent?: boolean
  /** It is not about this mail: no other one would get through either. */
  concernsServer?: boolean
}

/** Why a mail was not sent. The message is for the organization. */
export class SmtpFailure extends Error {
  readonly problem: SmtpProblem
  readonly reason: string
  readonly isPermanent: boolean
  readonly concernsServer: boolean

  constructor(problem: SmtpProblem, message: string, details: FailureDetails = {}) {
    super(message)
    this.problem = problem
    this.reason = details.reason ?? message
    this.isPermanent = details.isPermanent ?? false
    this.concernsServer = details.concernsServer ?? true
  }
}

interface MailerError {
  code?: string
  /** What the system or TLS called it, before the library replaced the code */
  originalCode?: string
  command?: string
  responseCode?: number
  response?: string
  message?: string
}

/** Refusals to sign in, and that one has to (RFC 4954, section 6): the settings are wrong, not the mail. */
const signInReplies = [454, 530, 534, 535, 538]

/**
 * Turns an error of the mail library into a failure with our own text, the same for all of a kind: who names a server
 * must not learn whether a name exists, a port is closed or a firewall is in between. Answers in the form of SMTP are
 * repeated, once the server has talked SMTP; those of the deployment's server only where they are about the mail.
 */
export function smtpFailure(error: unknown, { host, port, allowedNetworks }: Destination): SmtpFailure {
  const { code = '', originalCode = '', command, responseCode = 0, response = '', message = '' } = error as MailerError
  const at = allowedNetworks ? `${host}:${port}` : 'of this deployment'
  const said = /^[245]\d\d[ -]/.test(response) ? ` It answered: ${oneLine(response).slice(0, 300)}` : ''
  const answer = allowedNetworks ? said : ''
  const reason = oneLine(`${host}:${port}: ${originalCode || code} ${message}`).slice(0, 500)
  if (code === 'EAUTH' || code === 'ENOAUTH' || signInReplies.includes(responseCode)) {
    const detail = `The server ${at} refuses the user name or password.${answer}`
    return new SmtpFailure('smtp_sign_in_refused', detail, { reason })
  }
  if (isTlsCode(code) || isTlsCode(originalCode)) {
    const detail = `The connection to the server ${at} cannot be encrypted, or its certificate is not valid for the name.`
    return new SmtpFailure('smtp_tls_failed', detail, { reason })
  }
  // The sender is in the settings: once they are right, the mails are still waiting.
  if (said && command === 'MAIL FROM') {
    return new SmtpFailure('smtp_refused', `The server ${at} refuses the sender.${answer}`, { reason })
  }
  const aboutMail = { reason, isPermanent: responseCode >= 500, concernsServer: false }
  if (said && command === 'RCPT TO') {
    return new SmtpFailure('smtp_recipient_refused', `The server ${at} refuses the recipient.${said}`, aboutMail)
  }
  if (said && command === 'DATA') {
    return new SmtpFailure('smtp_refused', `The server ${at} refuses the message.${said}`, aboutMail)
  }
  return new SmtpFailure('smtp_unreachable', `The server ${at} cannot be reached.`, { reason })
}
