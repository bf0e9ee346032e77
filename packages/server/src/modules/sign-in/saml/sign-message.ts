import { createHash, type KeyObject, sign } from 'node:crypto'
import { canonicalize } from './canonicalize.ts'
import { namespaces } from './namespaces.ts'
import { readMessage } from './read-message.ts'
import { envelopedSignature, rsaSha256 } from './signature-algorithms.ts'
import { childElements } from './xml-element.ts'

const { signature: ds, encryption: xenc, exclusiveCanonicalization } = namespaces

/**
 * Signs a message of our own as a whole, for HTTP-POST. The signature comes after the Issuer (SAML core, section 3.2.1).
 * @param xml without a declaration; its Issuer is the first element
 */
export function signMessage(
  xml: string,
  name: Parameters<typeof readMessage>[1],
  { privateKey }: { privateKey: KeyObject },
): string {
  const message = readMessage(xml, name)
  const id = message.attributes.find(({ name: each }) => each === 'ID')?.value ?? ''
  const digest = createHash('sha256').update(canonicalize(message)).digest('base64')
  const signedInfo = [
    `<ds:SignedInfo xmlns:ds="${ds}">`,
    `<ds:CanonicalizationMethod Algorithm="${exclusiveCanonicalization}"></ds:CanonicalizationMethod>`,
    `<ds:SignatureMethod Algorithm="${rsaSha256}"></ds:SignatureMethod><ds:Reference URI="#${id}"><ds:Transforms>`,
    `<ds:Transform Algorithm="${envelopedSignature}"></ds:Transform>`,
    `<ds:Transform Algorithm="${exclusiveCanonicalization}"></ds:Transform></ds:Transforms>`,
    `<ds:DigestMethod Algorithm="${xenc}sha256"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue>`,
    '</ds:Reference></ds:SignedInfo>',
  ].join('')
  // What is written here is canonical already.
  const value = sign('sha256', Buffer.from(signedInfo), privateKey).toString('base64')
  const signature = [
    `<ds:Signature xmlns:ds="${ds}">${signedInfo.replace(` xmlns:ds="${ds}"`, '')}`,
    // Without the certificate, which the provider has, it fits into an address.
    `<ds:SignatureValue>${value}</ds:SignatureValue></ds:Signature>`,
  ].join('')
  const end = `</${childElements(message)[0]?.name}>`
  return xml.replace(end, () => end + signature)
}
