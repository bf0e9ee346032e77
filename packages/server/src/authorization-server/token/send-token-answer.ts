import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { noStore } from './temporarily-unavailable.ts'

/** Writes all of an answer of the token endpoint at once: what is set on it before takes Node longer. */
export function sendTokenAnswer(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  answer: object,
): void {
  // The caller may have hung up, and writing then is an error that is not caught.
  if (response.destroyed) return
  const text = JSON.stringify(answer)
  const type = 'application/json; charset=utf-8'
  const length = Buffer.byteLength(text)
  response.writeHead(status, {
    ...headers,
    ...noStore,
    'content-type': type,
    'content-length': length,
  })
  // Text of ASCII alone is copied as it is, which takes Node less than encoding it.
  response.end(text, length === text.length ? 'latin1' : 'utf8')
}
