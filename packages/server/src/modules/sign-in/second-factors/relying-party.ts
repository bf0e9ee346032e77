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

/** Loaded when a passkey is used for the first time: most processes never need it. */
export const webAuthn = () => import('@simplewebauthn/server')
