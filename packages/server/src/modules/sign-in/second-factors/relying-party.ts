/** Where passkeys are used: browsers bind them to it. */
export interface Site {
  /** The organization's key */
  key: string
  /** As the browser sees it, for instance `https://id.example.com` */
  origin: string
}

/** The organization's passkeys belong to its host name, whatever the port. */
export const relyingPartyOf = ({ origin }: Site): string => new URL(origin).hostname

/** What authenticators store with a passkey to know whose it is: the bytes of the user's key. */
export const userHandleOf = (userKey: string) => Uint8Array.from(Buffer.from(userKey.replaceAll('-', ''), 'hex'))

/**
 * Loaded when a passkey is used for the first time: most processes never need it. Who made an authenticator is neither
 * asked for nor judged, so no chain of certificates is followed: it takes time by the square of its length, and asks
 * other servers which certificates are revoked.
 */
export async function webAuthn() {
  const library = await import('@simplewebauthn/server')
  for (const identifier of ['android-key', 'android-safetynet', 'apple'] as const)
    library.SettingsService.setRootCertificates({ identifier, certificates: [] })
  return library
}
