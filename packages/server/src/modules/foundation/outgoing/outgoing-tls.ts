import { constants } from 'node:crypto'
import { DEFAULT_CIPHERS, type SecureContextOptions } from 'node:tls'

/** How connections to servers that organizations name are encrypted: as Node does, with less that these may choose. */
export const outgoingTls: SecureContextOptions = {
  minVersion: 'TLSv1.2',
  // Without those where the server chooses the numbers of a Diffie-Hellman exchange: with 10,000 bits, the thread calculates
  // for a second. Whatever speaks TLS 1.2 has others, with curves.
  ciphers: `${DEFAULT_CIPHERS}:!kDHE`,
  // In TLS 1.2 a server may have the handshake repeated without an end, with other certificates each time.
  secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
}
