import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { type SigningAlgorithm, standingAlgorithms } from './signing-key.ts'

const generate = promisify(generateKeyPair)

export interface KeyPair {
  algorithm: SigningAlgorithm
  privateKey: KeyObject
  publicKey: KeyObject
}

/**
 * P-256 for ES256, RSA of 3072 bits for RS256 and PS256, Ed25519 for EdDSA. RSA takes up to a second, in another thread:
 * generate before a transaction, which would hold up others meanwhile.
 */
export async function newKeyPair(algorithm: SigningAlgorithm): Promise<KeyPair> {
  return { algorithm, ...(await generateFor(algorithm)) }
}

/** The key pair that signs access tokens, and those that there have to be beside it */
export interface KeySet {
  signing: KeyPair
  others: KeyPair[]
}

export async function newKeySet(algorithm: SigningAlgorithm): Promise<KeySet> {
  const algorithms = standingAlgorithms.filter((other) => other !== algorithm)
  const [signing, others] = await Promise.all([newKeyPair(algorithm), Promise.all(algorithms.map(newKeyPair))])
  return { signing, others }
}

function generateFor(algorithm: SigningAlgorithm): Promise<{ privateKey: KeyObject; publicKey: KeyObject }> {
  if (algorithm === 'ES256') return generate('ec', { namedCurve: 'P-256' })
  if (algorithm === 'EdDSA') return generate('ed25519')
  return generate('rsa', { modulusLength: 3072 })
}
