import { demand } from './saml-refusal.ts'

/** @throws SamlRefusal for anything but base64, with white space in it */
export function decodeBase64(text: string): Buffer {
  const packed = text.replace(/\s+/g, '')
  const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(packed) && packed.length % 4 === 0
  demand(isBase64, 'A value is not base64.')
  return Buffer.from(packed, 'base64')
}
