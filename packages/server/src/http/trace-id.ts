import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** The trace id of a request: from the W3C `traceparent` header where the caller sends one, else a new one (32 hex). */
export function traceIdOf({ headers: { traceparent } }: Pick<IncomingMessage, 'headers'>): string {
  const given = traceparent === undefined ? undefined : traceIdIn(String(traceparent))
  return given ?? randomUUID().replaceAll('-', '')
}

function traceIdIn(traceparent: string): string | undefined {
  const given = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/.exec(traceparent)?.[1]
  return given && !/^0+$/.test(given) ? given : undefined
}
