import { createPrivateKey, type JsonWebKey, randomUUID } from 'node:crypto'
import { type CryptoKey, importJWK, type JWK, SignJWT } from 'jose'
import {
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretJwt,
  ClientSecretPost,
  modifyAssertion,
  None,
  PrivateKeyJwt,
} from 'openid-client'
import type { Parts } from '../../../db/parts.ts'
import type { StoredIdentityProvider } from '../../directory/identity-providers/stored-identity-provider.ts'
import type { SigningKeyDirectory } from '../../foundation/signing-keys/signing-key-directory.ts'
import { ProviderFault } from './provider-fault.ts'
import { isIssuerTemplate, type ProviderMetadata } from './read-provider-metadata.ts'

export type ClientAuthenticationParts = Parts<'vault'> & { signingKeyDirectory: SigningKeyDirectory }

const assertionSeconds = 60
/** In bits. OpenSSL signs with longer ones too, for seconds of a thread that passwords and tokens wait for. */
const longestModulus = 8_192

/**
 * How Portico proves to a provider that it is the client: as the configuration says, with the secret that is kept for it.
 * With `private_key_jwt` that is a private key (PEM or JWK), or without one the organization's own signing key, whose
 * public half every organization publishes at `/identity/jwks`.
 * @throws ProviderFault incomplete
 */
export async function clientAuthenticationOf(
  parts: ClientAuthenticationParts,
  organization: { key: string; issuer: string },
  provider: StoredIdentityProvider,
  metadata: ProviderMetadata,
): Promise<ClientAuth> {
  const { oidc, clientSecretEncrypted, key } = provider
  const row = { organization_key: organization.key, key }
  const secret =
    clientSecretEncrypted === null
      ? undefined
      : parts.vault.decrypt('identity_providers.client_secret_encrypted', row, clientSecretEncrypted)
  const algorithm = oidc?.clientAssertionSigningAlgorithm ?? undefined
  // Not the issuer, where that is one for each tenant (RFC 7523, section 3, allows the token endpoint).
  const audience = isIssuerTemplate(metadata.issuer) ? metadata.token_endpoint : metadata.issuer
  const setAudience = {
    [modifyAssertion](_: object, payload: Record<string, unknown>) {
      payload.aud = audience
    },
  }
  switch (oidc?.clientAuthenticationMethod) {
    case 'client_secret_basic':
      return ClientSecretBasic(secret)
    case 'client_secret_jwt':
      if (algorithm === undefined || algorithm === 'HS256') return ClientSecretJwt(secret, setAudience)
      return secretJwt(secret ?? '', algorithm, audience)
    case 'private_key_jwt': {
      const keyed = secret === undefined ? ownKey(parts, organization, oidc, algorithm) : givenKey(secret, algorithm)
      return PrivateKeyJwt(await keyed, setAudience)
    }
    default:
      if (secret === undefined) return None()
      return ClientSecretPost(provider.subtype === 'AppleId' ? await appleSecret(provider, secret) : secret)
  }
}

/** The library signs with HS256 alone. */
const secretJwt =
  (secret: string, algorithm: string, audience: string): ClientAuth =>
  async (_, { client_id: clientId }, body) => {
    const assertion = await new SignJWT({ jti: randomUUID() })
      .setProtectedHeader({ alg: algorithm })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${assertionSeconds}s`)
      .sign(new TextEncoder().encode(secret))
    body.set('client_id', clientId)
    body.set('client_assertion', assertion)
    body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
  }

interface AssertionKey {
  key: CryptoKey
  kid?: string
}

async function givenKey(text: string, algorithm: string | undefined): Promise<AssertionKey> {
  const { jwk, kid } = privateJwkOf(text)
  const key = await importJWK(jwk, algorithm ?? algorithmOf(jwk)).catch(() => {
    throw unusableKey()
  })
  return { key: key as CryptoKey, ...(kid === undefined ? {} : { kid }) }
}

/**
 * What an administrator can have the organization's key sign must not be a token of the organization: one that is issued
 * by it, for an audience of the administrator's choice.
 */
async function ownKey(
  { signingKeyDirectory }: ClientAuthenticationParts,
  { key: organizationKey, issuer }: { key: string; issuer: string },
  { clientId }: { clientId: string | null },
  algorithm: string | undefined,
): Promise<AssertionKey> {
  if (clientId?.startsWith(new URL(issuer).origin)) {
    throw new ProviderFault('incomplete', 'A client ID that is an address of Portico takes a private key of its own.')
  }
  const { keys } = await signingKeyDirectory.find(organizationKey)
  const found = algorithm === undefined ? keys[0] : keys.find((each) => each.algorithm === algorithm)
  if (!found) {
    const words = `The organization has no signing key for ${algorithm}: choose ES256 or RS256, or enter a private key.`
    throw new ProviderFault('incomplete', words)
  }
  const jwk = found.privateKey.export({ format: 'jwk' }) as JWK
  return { key: (await importJWK(jwk, found.algorithm)) as CryptoKey, kid: found.kid }
}

function privateJwkOf(text: string): { jwk: JWK; kid?: string } {
  try {
    const given = text.trim().startsWith('{') ? (JSON.parse(text) as JsonWebKey & { kid?: string }) : undefined
    const key = given ? createPrivateKey({ key: given, format: 'jwk' }) : createPrivateKey(withLines(text))
    if ((key.asymmetricKeyDetails?.modulusLength ?? 0) > longestModulus) throw unusableKey()
    const jwk = key.export({ format: 'jwk' }) as JWK
    return typeof given?.kid === 'string' ? { jwk, kid: given.kid } : { jwk }
  } catch {
    throw unusableKey()
  }
}

/** Fields of one line take the line breaks out of a PEM, without which it is none. */
const withLines = (text: string): string =>
  text.replace(
    /^\s*(-----BEGIN [A-Z ]+-----)([\s\S]*?)(-----END [A-Z ]+-----)\s*$/,
    (_, begin: string, content: string, end: string) =>
      [begin, ...(content.replace(/\s+/g, '').match(/.{1,64}/g) ?? []), end, ''].join('\n'),
  )

const unusableKey = (): ProviderFault =>
  new ProviderFault(
    'incomplete',
    'The secret must be a private key (PEM or JWK) that fits the algorithm, RSA of at most 8192 bits.',
  )

const algorithmOf = ({ kty, crv }: JWK): string => {
  if (kty === 'RSA') return 'RS256'
  return { 'P-384': 'ES384', 'P-521': 'ES512', Ed25519: 'EdDSA' }[crv ?? ''] ?? 'ES256'
}

/** Apple takes a token as the secret, signed with the key of the team: that key is what the provider keeps. */
async function appleSecret({ oidc }: StoredIdentityProvider, text: string): Promise<string> {
  const { keyId, teamId } = oidc?.providerCustomConfig ?? {}
  if (!keyId || !teamId || !text.includes('PRIVATE KEY')) return text
  const { jwk } = privateJwkOf(text)
  return new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', kid: keyId })
    .setIssuer(teamId)
    .setSubject(oidc?.clientId ?? '')
    .setAudience('https://appleid.apple.com')
    .setIssuedAt()
    .setExpirationTime(`${assertionSeconds}s`)
    .sign(await importJWK(jwk, 'ES256'))
}
