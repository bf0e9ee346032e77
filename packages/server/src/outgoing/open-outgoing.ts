import type { Logger } from 'pino'
import type { Config } from '../config/config.ts'
import type { OutgoingMails } from '../modules/foundation/mail/outgoing-mails.ts'
import { SmtpFailure, smtpFailure } from '../modules/foundation/mail/smtp-failure.ts'
import { OutgoingFailure } from '../modules/foundation/outgoing/outgoing-failure.ts'
import type { OutgoingAnswer, OutgoingRequests } from '../modules/foundation/outgoing/outgoing-requests.ts'
import { createThreadCarrier, type OutgoingCarrier } from './thread-carrier.ts'

/** Sends requests and mails to servers outside, until it is closed. */
export type Outgoing = OutgoingRequests & OutgoingMails & { close(): Promise<void> }

interface OutgoingOptions {
  config: Pick<Config, 'outgoingAllowedNetworks'>
  log: Logger
  /** False where all is sent in this thread: in most tests, which take less time than a thread's start. */
  inThread: boolean
  carrier?: OutgoingCarrier
}

/** What sends requests and mails to servers outside: in a thread, as it ships, each organization with its share of that. */
export function openOutgoing({
  config,
  log,
  inThread,
  carrier = inThread ? createThreadCarrier({ log }) : carrierInThisThread,
}: OutgoingOptions): Outgoing {
  return {
    async fetch(organizationKey, request, timeout) {
      // This thread's clock: it goes on whatever the other one does.
      const signal = AbortSignal.timeout(timeout)
      const task = { organizationKey, request, allowedNetworks: config.outgoingAllowedNetworks }
      try {
        return (await carrier.carryOut(task, signal)) as OutgoingAnswer
      } catch (error) {
        if (error instanceof OutgoingFailure) throw error
        throw new OutgoingFailure(signal.aborted ? 'too-slow' : 'unreachable', request.url, messageOf(error))
      }
    },
    async sendMail(organizationKey, order, ended) {
      const deadline = AbortSignal.timeout(order.options.sendMilliseconds)
      const signal = ended ? AbortSignal.any([ended, deadline]) : deadline
      try {
        return (await carrier.carryOut({ organizationKey, mail: order }, signal)) as string
      } catch (error) {
        throw error instanceof SmtpFailure ? error : smtpFailure(error, order.server)
      }
    },
    endMails: carrier.endMails,
    close: carrier.close,
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const load = () => import('./carry-out-outgoing.ts')

const carrierInThisThread: OutgoingCarrier = {
  carryOut: async (task, signal) => (await load()).carryOutOutgoing(task, signal),
  endMails: (connection) => void load().then(({ endMails }) => endMails(connection)),
  async close() {},
}
