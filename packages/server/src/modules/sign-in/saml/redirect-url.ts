import { type KeyObject, sign } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { decodeBase64 } from './decode-base64.ts'
import { messageLimits } from './read-message.ts'
import { demand, SamlRefusal } from './saml-refusal.ts'
import { rsaSha256, signatureAlgorithms } from './signature-algorithms.ts'
import { requireSignatureBy } from './verify-signature.ts'

export type MessageParameter = 'SAMLRequest' | 'SAMLResponse'

interface Outgoing {
  parameter: MessageParameter
  xml: string
  relayState?: string | undefined
  /** Null: not signed */
  privateKey: KeyObject | null
}

/** The address that carries a message by HTTP-Redirect (SAML bindings, section 3.4.4.1): signed as it stands there */
export function redirectUrl(endpoint: string, { parameter, xml, relayState, privateKey }: Outgoing): string {
  const parts: [string, string][] = [[parameter, deflateRawSync(xml).toString('base64')]]
  if (relayState !== undefined) parts.push(['RelayState', relayState])
  if (privateKey) parts.push(['SigAlg', rsaSha256])
  let query = parts.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  if (privateKey)
    query += `&Signature=${encodeURIComponent(sign('sha256', Buffer.from(query), privateKey).toString('base64'))}`
  return `${endpoint}${endpoint.includes('?') ? '&' : '?'}${query}`
}

interface RedirectMessage {
  parameter: MessageParameter
  xml: string
  relayState: string | undefined
  /** @throws SamlRefusal unless one of the keys has signed the message */
  requireSignature(keys: readonly KeyObject[]): void
}

/** No message that Portico reads by HTTP-Redirect needs more, before or after it is unpacked. */
const longestPacked = 16_384

/**
 * Reads the query of a message by HTTP-Redirect. What is unpacked has a limit, whatever it was packed from.
 * @param query as it was sent: the signature is of its octets
 * @throws SamlRefusal
 */
export function readRedirect(query: string): RedirectMessage {
  demand(query.length <= longestPacked, 'The message is too long for its address.')
  const sent = new Map<string, string>()
  for (const pair of query.split('&')) {
    const name = pair.split('=', 1)[0] ?? ''
    demand(!sent.has(name), `The parameter ${name.slice(0, 20)} is there twice.`)
    sent.set(name, pair)
  }
  const read = (name: string): string | undefined => {
    const pair = sent.get(name)
    return pair === undefined ? undefined : decodeParameter(pair.slice(name.length + 1))
  }
  const parameter = sent.has('SAMLRequest') ? 'SAMLRequest' : 'SAMLResponse'
  const packed = read(parameter)
  demand(
    packed !== undefined && !(sent.has('SAMLRequest') && sent.has('SAMLResponse')),
    'There is not exactly one message.',
  )
  return {
    parameter,
    xml: unpack(decodeBase64(packed)),
    relayState: read('RelayState'),
    requireSignature(keys) {
      const algorithm = signatureAlgorithms.get(read('SigAlg') ?? '')
      const signature = read('Signature')
      demand(
        algorithm !== undefined && signature !== undefined,
        'The message is not signed, or by what does not count.',
      )
      const signed = [parameter, 'RelayState', 'SigAlg'].flatMap((name) => sent.get(name) ?? [])
      requireSignatureBy(keys, algorithm, Buffer.from(signed.join('&')), decodeBase64(signature))
    },
  }
}

function decodeParameter(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '))
  } catch {
    throw new SamlRefusal('A parameter is not encoded as it has to be.')
  }
}

function unpack(packed: Buffer): string {
  try {
    const bytes = inflateRawSync(packed, { maxOutputLength: messageLimits.length })
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new SamlRefusal('The message cannot be unpacked, or is too long.')
  }
}
