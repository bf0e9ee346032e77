import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const digitsOfId = 32
/** Digits for many ids: asking for them one by one takes ten times as long. */
let digits = ''
let used = 0

function newTraceId(): string {
  if (used === digits.length) {
    digits = randomBytes(2_048).toString('hex')
    used = 0
  }
  used += digitsOfId
  return digits.slice(used - digitsOfId, used)
}

/** The trace id of a request: from the W3C `traceparent` header where the caller sends one, else a new one (32 hex). */
export function traceIdOf({ headers: { traceparent } }: Pick<IncomingMessage, 'headers'>): string {
  const given = traceparent === undefined ? undefined : traceIdIn(String(traceparent))
  return given ?? newTraceId()
}

function traceIdIn(traceparent: string): string | undefined {
  const given = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/.exec(traceparent)?.[1]
  return given && !/^0+$/.test(given) ? given : undefined
}
