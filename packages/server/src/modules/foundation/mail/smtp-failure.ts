import type { ProblemName } from '../../../problems/catalogue.ts'
import { oneLine } from './mail-layout.ts'

type SmtpProblem = Extract<ProblemName, `smtp_${string}`>

/** Why a mail was not sent. */
export class SmtpFailure extends Error {
  readonly problem: SmtpProblem
  /** The server refuses this mail permanently: another attempt is useless. */
  readonly isPermanent: boolean
  /** It is not about this mail: no other one would get through either. */
  readonly concernsServer: boolean

  constructor(problem: SmtpProblem, message: string, { isPermanent = false, concernsServer = true } = {}) {
    super(message)
    this.problem = problem
    this.isPermanent = isPermanent
    this.concernsServer = concernsServer
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

const unknownHost = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'ENODATA', 'EDNS']
/** Refusals to sign in, and that one has to (RFC 4954, section 6): the settings are wrong, not the mail. */
const signInReplies = [454, 530, 534, 535, 538]
const isTlsCode = (code: string): boolean => /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|^ETLS$|^EPROTO$/.test(code)

/**
 * Turns an error of the mail library into a failure with our own text. Only answers in the form of SMTP are repeated.
 */
export function smtpFailure(error: unknown, { host, port }: { host: string; port: number }): SmtpFailure {
  if (error instanceof SmtpFailure) return error
  const {
    code = '',
    originalCode = '',
    command = '',
    responseCode = 0,
    response = '',
    message = '',
  } = error as MailerError
  const at = `${host}:${port}`
  const answer = /^[245]\d\d[ -]/.test(response) ? ` It answered: ${oneLine(response).slice(0, 300)}` : ''
  if (unknownHost.includes(originalCode) || unknownHost.includes(code)) {
    return new SmtpFailure('smtp_host_unknown', `The name ${host} cannot be resolved.`)
  }
  if (code === 'EAUTH' || code === 'ENOAUTH' || signInReplies.includes(responseCode)) {
    return new SmtpFailure('smtp_sign_in_refused', `The server ${at} refuses the user name or password.${answer}`)
  }
  if (isTlsCode(code) || isTlsCode(originalCode)) {
    const reason = oneLine(message).slice(0, 200)
    return new SmtpFailure('smtp_tls_failed', `The connection to ${at} cannot be encrypted: ${reason}`)
  }
  // The sender is in the settings: once they are right, the mails are still waiting.
  if (answer && command === 'MAIL FROM') {
    return new SmtpFailure('smtp_refused', `The server ${at} refuses the sender.${answer}`)
  }
  const isPermanent = responseCode >= 500
  if (answer && command === 'RCPT TO') {
    const detail = `The server ${at} refuses the recipient.${answer}`
    return new SmtpFailure('smtp_recipient_refused', detail, { isPermanent, concernsServer: false })
  }
  if (answer && command === 'DATA') {
    const detail = `The server ${at} refuses the message.${answer}`
    return new SmtpFailure('smtp_refused', detail, { isPermanent, concernsServer: false })
  }
  return new SmtpFailure('smtp_unreachable', `${unreachable(at, originalCode || code)}${answer}`)
}

function unreachable(at: string, code: string): string {
  if (code === 'ECONNREFUSED') return `Nothing listens at ${at}.`
  if (code === 'ETIMEDOUT' || code === 'EABORT') return `The server ${at} does not answer in time.`
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return `There is no way to ${at}.`
  if (code === 'EPROTOCOL') return `What listens at ${at} does not answer as an SMTP server does.`
  return `The connection to ${at} broke off (${code || 'for an unknown reason'}).`
}
