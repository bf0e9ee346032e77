import type { SigningKeyAdapter } from '../../token/signing-key-adapter.ts'

/** A part of a JWT */
export const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** @param header as it stands in the token */
export async function signJwt(signingKey: SigningKeyAdapter, header: string, claims: object): Promise<string> {
  const content = `${header}.${encode(claims)}`
  const signature = await signingKey.sign(Buffer.from(content))
  return `${content}.${signature.toString('base64url')}`
}
