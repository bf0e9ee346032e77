import { Secret, TOTP } from 'otpauth'

const periodSeconds = 30
/** A clock may be half a minute off. */
const tolerance = 1

// What every authenticator app understands: SHA-1 is what their makers chose, and as a MAC nothing is wrong with it.
const totpOf = (secret: string, account?: { organizationName: string; name: string }): TOTP =>
  new TOTP({
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: periodSeconds,
    ...(account && { issuer: account.organizationName, label: account.name }),
  })

/** 160 bits in base32 (RFC 4226, section 4) */
export const newAuthenticatorSecret = (): string => new Secret({ size: 20 }).base32

/** What the QR code holds. */
export const authenticatorUri = (secret: string, account: { organizationName: string; name: string }): string =>
  totpOf(secret, account).toString()

/** The time step that the code belongs to (RFC 6238), or undefined where it is not right now, nor just before or after. */
export function stepOfCode(secret: string, code: string, now: number): number | undefined {
  const delta = totpOf(secret).validate({ token: code, timestamp: now, window: tolerance })
  return delta === null ? undefined : Math.floor(now / 1_000 / periodSeconds) + delta
}
