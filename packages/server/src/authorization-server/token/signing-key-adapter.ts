import { constants, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { promisify } from 'node:util'
import { ExternalSigningKey } from 'oidc-provider'
import type { SigningAlgorithm } from '../../modules/foundation/signing-keys/signing-key.ts'
import type { SigningKey } from '../options.ts'
import { joseSignatureFromDer } from './jose-signature-from-der.ts'

type Signer = (data: Uint8Array) => Buffer | Promise<Buffer>

const signInThreadPool = promisify(sign)

/**
 * Elliptic curves sign on the main thread: handing over to another thread costs more than the signature. RSA takes
 * about twenty times as long and would block the event loop, so it signs in the thread pool.
 */
const signers: Record<SigningAlgorithm, (key: KeyObject) => Signer> = {
  ES256: (key) => (data) => joseSignatureFromDer(sign('sha256', data, key)),
  EdDSA: (key) => (data) => sign(null, data, key),
  RS256: (key) => (data) => signInThreadPool('sha256', data, key),
  PS256: (key) => {
    const options = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    return (data) => signInThreadPool('sha256', data, options)
  },
}

/** Lets oidc-provider sign with one of our keys without ever seeing its private half. */
export class SigningKeyAdapter extends ExternalSigningKey {
  readonly algorithm: SigningAlgorithm
  readonly #publicKey: KeyObject
  readonly #sign: Signer

  /** Of the organization's keys the first one signs. */
  static ofFirst([first]: readonly SigningKey[]): SigningKeyAdapter {
    if (!first) throw new Error('an authorization server needs a key to sign with')
    return new SigningKeyAdapter(first)
  }

  constructor(key: SigningKey) {
    super()
    // The base class keeps these two in accessors whose setters its type declarations leave out.
    Object.assign(this, { kid: key.kid, alg: key.algorithm })
    this.algorithm = key.algorithm
    this.#publicKey = createPublicKey(key.privateKey)
    this.#sign = signers[key.algorithm](key.privateKey)
  }

  override keyObject(): KeyObject {
    return this.#publicKey
  }

  override sign(data: Uint8Array): Buffer | Promise<Buffer> {
    return this.#sign(data)
  }
}
