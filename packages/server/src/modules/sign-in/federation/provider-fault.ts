import type { OutgoingFailure } from '../../foundation/outgoing/outgoing-failure.ts'

/**
 * What is wrong with an external identity provider, or with its answer:
 * - `unreachable`, `forbidden-address`: see `fetchOutgoing`
 * - `refused`: it answers with an error
 * - `not-json`: it answers with something else than what is asked for
 * - `issuer-differs`, `incomplete`: its discovery document does not fit
 * - `credentials-refused`: it does not take the client ID or the secret
 * - `not-valid`: its answer about the person fails a check
 * - `denied`: it says no, or the person did
 */
export type FaultKind =
  | 'unreachable'
  | 'forbidden-address'
  | 'refused'
  | 'not-json'
  | 'issuer-differs'
  | 'incomplete'
  | 'credentials-refused'
  | 'not-valid'
  | 'denied'

/** The message is for whoever configures the provider: it holds no secret, and nothing that a stranger sent. */
export class ProviderFault extends Error {
  readonly kind: FaultKind
  /** For the log. It may have words of the provider, and is cut. */
  readonly detail: string

  constructor(kind: FaultKind, message: string, detail = '') {
    super(message)
    this.kind = kind
    this.detail = detail.slice(0, 500)
  }
}

/** Whether another moment, or another address, may lead to an answer */
export const isAway = ({ kind }: ProviderFault): boolean =>
  kind === 'unreachable' || kind === 'forbidden-address' || kind === 'not-json'

/** The fault that a failed request is */
export function faultOfOutgoing(failure: OutgoingFailure): ProviderFault {
  const isForbidden = failure.reason === 'forbidden-address' || failure.reason === 'not-https'
  return new ProviderFault(isForbidden ? 'forbidden-address' : 'unreachable', failure.message, failure.detail)
}
