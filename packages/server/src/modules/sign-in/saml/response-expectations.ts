import type { KeyObject } from 'node:crypto'

/** What a response has to fit */
export interface ResponseExpectations {
  /** The entity ID of the provider */
  issuer: string
  /** The provider's keys: several while its certificate changes */
  keys: readonly KeyObject[]
  /** The entity ID of the service provider */
  audience: string
  /** The address where the response has arrived */
  recipient: string
  /** The ID of the request that it answers */
  requestId: string
  now: number
  /** Keys for what is encrypted, the current one first */
  privateKeys: readonly KeyObject[]
  /** A signature of the response alone is not enough. */
  requiresSignedAssertion: boolean
  requiresEncryptedAssertion: boolean
}
