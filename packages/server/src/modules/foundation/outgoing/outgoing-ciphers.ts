import { DEFAULT_CIPHERS } from 'node:tls'

/**
 * Node's, without those where the server chooses the numbers of a Diffie-Hellman exchange: with 10,000 bits, the event loop
 * calculates for a second. Whatever speaks TLS 1.2 has others, with curves.
 */
export const outgoingCiphers = `${DEFAULT_CIPHERS}:!kDHE`
