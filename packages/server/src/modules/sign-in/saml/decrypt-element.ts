import { constants, createDecipheriv, type KeyObject, privateDecrypt } from 'node:crypto'
import { decodeBase64 } from './decode-base64.ts'
import { namespaces } from './namespaces.ts'
import { readXml, type XmlLimits } from './read-xml.ts'
import { demand, SamlRefusal } from './saml-refusal.ts'
import { attributeOf, childrenNamed, findChild, getChild, textOf, type XmlElement } from './xml-element.ts'

const { encryption: xenc, encryption11: xenc11, signature: ds } = namespaces

interface Cipher {
  name: string
  key: number
  iv: number
  isGcm: boolean
}

const aes = (bits: number, mode: 'cbc' | 'gcm'): Cipher => ({
  name: `aes-${bits}-${mode}`,
  key: bits / 8,
  iv: mode === 'gcm' ? 12 : 16,
  isGcm: mode === 'gcm',
})
const ciphers: ReadonlyMap<string, Cipher> = new Map(
  [128, 192, 256].flatMap((bits) => [
    [`${xenc}aes${bits}-cbc`, aes(bits, 'cbc')],
    [`${xenc11}aes${bits}-gcm`, aes(bits, 'gcm')],
  ]),
)

/** Keys for several recipients may come along. */
const mostKeys = 4

/** One failure for whatever is wrong with what is encrypted: the difference would help to decrypt it (Bleichenbacher, CBC). */
const undecryptable = (): SamlRefusal =>
  new SamlRefusal(
    'What is encrypted cannot be decrypted: it was encrypted for another key, or with what does not count.',
  )

/**
 * Decrypts an `EncryptedAssertion` or `EncryptedID`: AES in CBC or GCM, with a key by RSA-OAEP. Not RSA 1.5, not 3DES.
 * @param privateKeys the current one first
 * @returns the element that was encrypted, as a document of its own
 * @throws SamlRefusal
 */
export function decryptElement(holder: XmlElement, privateKeys: readonly KeyObject[], limits: XmlLimits): XmlElement {
  const data = getChild(holder, xenc, 'EncryptedData')
  const method = attributeOf(getChild(data, xenc, 'EncryptionMethod'), 'Algorithm') ?? ''
  const cipher = ciphers.get(method)
  demand(cipher !== undefined, `An element is encrypted with ${method || '(nothing)'}, which does not count.`)
  const content = decodeBase64(textOf(getChild(getChild(data, xenc, 'CipherData'), xenc, 'CipherValue')))
  const inside = findChild(data, ds, 'KeyInfo')
  const wrapped = [
    ...(inside ? childrenNamed(inside, xenc, 'EncryptedKey') : []),
    ...childrenNamed(holder, xenc, 'EncryptedKey'),
  ]
  demand(wrapped.length > 0 && wrapped.length <= mostKeys, 'An encrypted element comes with no key, or with too many.')
  const candidates = wrapped.map(readWrappedKey)
  for (const { value, hash } of candidates) {
    for (const privateKey of privateKeys) {
      try {
        const key = privateDecrypt(
          { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: hash },
          value,
        )
        if (key.length !== cipher.key) continue
        return readXml(new TextDecoder('utf-8', { fatal: true }).decode(decipher(cipher, key, content)), limits)
      } catch {
        // The next one may fit.
      }
    }
  }
  throw undecryptable()
}

function readWrappedKey(element: XmlElement): { value: Buffer; hash: string } {
  const method = getChild(element, xenc, 'EncryptionMethod')
  const name = attributeOf(method, 'Algorithm') ?? ''
  demand(
    [`${xenc}rsa-oaep-mgf1p`, `${xenc11}rsa-oaep`].includes(name),
    `A key is encrypted with ${name || '(nothing)'}: only RSA-OAEP counts.`,
  )
  const digest = hashNamed(attributeOf(findChild(method, ds, 'DigestMethod') ?? method, 'Algorithm') ?? '')
  const mask = hashNamed(attributeOf(findChild(method, xenc11, 'MGF') ?? method, 'Algorithm') ?? '')
  demand(
    digest === mask,
    `A key is encrypted by RSA-OAEP with ${digest} and a mask with ${mask}: they have to be the same.`,
  )
  demand(findChild(method, xenc, 'OAEPparams') === undefined, 'A key is encrypted with OAEP parameters.')
  return {
    value: decodeBase64(textOf(getChild(getChild(element, xenc, 'CipherData'), xenc, 'CipherValue'))),
    hash: digest,
  }
}

/** SHA-1 unless told: within OAEP it protects, whatever its collisions are. */
function hashNamed(algorithm: string): string {
  const [, bits = '1'] = /(?:sha|mgf1sha)(1|224|256|384|512)$/.exec(algorithm) ?? []
  return `sha${bits}`
}

function decipher({ name, iv: ivLength, isGcm }: Cipher, key: Buffer, content: Buffer): Buffer {
  const iv = content.subarray(0, ivLength)
  if (!isGcm) {
    const cipher = createDecipheriv(name, key, iv).setAutoPadding(false)
    const padded = Buffer.concat([cipher.update(content.subarray(ivLength)), cipher.final()])
    // XML Encryption, section 5.2: the last byte says how many there are, the others are anything.
    const padding = padded.at(-1) ?? 0
    if (padding < 1 || padding > 16) throw undecryptable()
    return padded.subarray(0, padded.length - padding)
  }
  const options = { authTagLength: 16 } as const
  const cipher = createDecipheriv(name as 'aes-128-gcm', key, iv, options).setAuthTag(content.subarray(-16))
  return Buffer.concat([cipher.update(content.subarray(ivLength, -16)), cipher.final()])
}
