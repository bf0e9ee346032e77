import type { IncomingMessage } from 'node:http'
import { relyingPartyPrefix } from '../../modules/relying-parties/registrations/relying-party-id.ts'

const parameter = `client_id=${relyingPartyPrefix}`
/** As longest forms that are looked into */
const mostBytes = 16_384

/**
 * Whether a request with a form is one of a relying party, where that can be told at sight. Others are found out by the
 * library, which then has read them in vain. Nothing is decided by it but which of two instances of the library is asked
 * first: each refuses the other's clients. Assertions and odd headers are not looked at: each instance refuses broken ones
 * in its own words, and which ones must not depend on whether the form has arrived with the head.
 */
export function isOfRelyingParty(request: IncomingMessage): boolean {
  const { authorization, 'content-length': length } = request.headers
  if (authorization !== undefined) return authorization.startsWith('Basic ') && isNamedBy(authorization)
  const bytes = Number(length)
  if (!(bytes > 0 && bytes <= mostBytes && request.readableLength === bytes)) return false
  const body: Buffer = request.read()
  // Back to where it was: nobody was told yet that the body is over.
  request.unshift(body)
  const text = body.toString('latin1')
  if (text.includes('client_assertion=')) return false
  return text.startsWith(parameter) || text.includes(`&${parameter}`)
}

const isNamedBy = (basic: string): boolean =>
  Buffer.from(basic.slice('Basic '.length, 32), 'base64').toString('latin1').startsWith(relyingPartyPrefix)
