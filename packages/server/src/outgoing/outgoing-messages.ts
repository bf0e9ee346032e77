import type { CompiledCode } from '../config/thread-main.ts'
import type { MailOrder } from '../modules/foundation/mail/outgoing-mails.ts'
import { SmtpFailure } from '../modules/foundation/mail/smtp-failure.ts'
import { OutgoingFailure } from '../modules/foundation/outgoing/outgoing-failure.ts'
import type { OutgoingAnswer, OutgoingRequest } from '../modules/foundation/outgoing/outgoing-requests.ts'

/** A request or a mail that an organization has sent to a server outside */
export type OutgoingTask = { organizationKey: string } & (
  | { request: OutgoingRequest; allowedNetworks: readonly string[] }
  | { mail: MailOrder }
)

/** An answer to a request, or what the mail server said */
export type OutgoingResult = OutgoingAnswer | string

/** What the thread gets when it starts: nothing of its own */
export type OutgoingThreadData = CompiledCode

/** To the thread. `abort`: nobody waits for the answer to this id any more. */
export type OutgoingMessage = { id: number; task: OutgoingTask } | { abort: number } | { endMails: string }

/** From the thread */
export type OutgoingReply = { id: number } & ({ result: OutgoingResult } | { failure: Failure })

/** An error as plain data: errors of classes lose what they are on the way. */
type Failure =
  | ({ kind: 'request' } & Pick<OutgoingFailure, 'reason' | 'site' | 'detail'>)
  | ({ kind: 'mail' } & Pick<SmtpFailure, 'problem' | 'message' | 'reason' | 'isPermanent' | 'concernsServer'>)
  | { kind: 'error'; message: string; stack: string | undefined }

/** An error as the thread tells it */
export function failureOf(error: unknown): Failure {
  if (error instanceof OutgoingFailure) {
    const { reason, site, detail } = error
    return { kind: 'request', reason, site, detail }
  }
  if (error instanceof SmtpFailure) {
    const { problem, message, reason, isPermanent, concernsServer } = error
    return { kind: 'mail', problem, message, reason, isPermanent, concernsServer }
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  return { kind: 'error', message, stack }
}

/** The error that the thread has told */
export function errorOf(failure: Failure): Error {
  if (failure.kind === 'request') return new OutgoingFailure(failure.reason, failure.site, failure.detail)
  if (failure.kind === 'mail') return new SmtpFailure(failure.problem, failure.message, failure)
  return Object.assign(new Error(failure.message), { stack: failure.stack })
}
