/** The field of Ed25519, and the constant d of its curve -x² + y² = 1 + dx²y² (RFC 8032, section 5.1). */
const p = 2n ** 255n - 19n
const d = 37095705934669439343138083508754565189542113879843219016388785533085940283555n

/** The y of the eight points of small order. Under such a "public key" anybody can make a signature. */
const eighth = 2707385501144840649318225287225658788936804267575313519463743609750303402022n
const smallOrder = [0n, 1n, p - 1n, eighth, p - eighth]

/**
 * Whether these 32 bytes are a point that a private key can have. OpenSSL takes any bytes for a key, and says at each
 * signature that it is wrong.
 */
export function isEd25519Point(bytes: Uint8Array): boolean {
  if (bytes.length !== 32) return false
  const number = BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`)
  const y = number & (2n ** 255n - 1n)
  if (y >= p || smallOrder.includes(y)) return false
  // x² = (y² - 1) / (dy² + 1) has a solution where numerator times denominator is a square (Euler's criterion).
  const square = (y * y) % p
  return power(((square - 1n) * (d * square + 1n)) % p, (p - 1n) / 2n) === 1n
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (let factor = base, rest = exponent; rest > 0n; rest >>= 1n, factor = (factor * factor) % p) {
    if (rest & 1n) result = (result * factor) % p
  }
  return result
}
