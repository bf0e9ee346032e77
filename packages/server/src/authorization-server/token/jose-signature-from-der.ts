const COORDINATE_BYTES = 32
const SEQUENCE_HEADER_BYTES = 2

/**
 * Turns a P-256 signature from DER (what OpenSSL makes) into the 64 bytes of JOSE, r followed by s (RFC 7518, 3.4).
 * Doing this here takes half the time of asking node:crypto for `ieee-p1363`.
 */
export function joseSignatureFromDer(der: Buffer): Buffer {
  const signature = Buffer.alloc(2 * COORDINATE_BYTES)
  const next = copyInteger(der, SEQUENCE_HEADER_BYTES, signature, COORDINATE_BYTES)
  copyInteger(der, next, signature, 2 * COORDINATE_BYTES)
  return signature
}

/** Copies one DER integer so that it ends at `end`, and returns where the next one starts. */
function copyInteger(der: Buffer, start: number, target: Buffer, end: number): number {
  const length = der[start + 1] as number
  const next = start + 2 + length
  // DER puts a zero byte in front of an integer whose highest bit is set, and leaves out leading zero bytes.
  const significant = Math.min(length, COORDINATE_BYTES)
  der.copy(target, end - significant, next - significant, next)
  return next
}
