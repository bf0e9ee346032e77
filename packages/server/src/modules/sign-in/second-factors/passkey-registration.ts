import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import type { Account } from '../../directory/users/accounts.ts'
import { issueLink } from '../credentials/issue-code.ts'
import { useLink } from '../credentials/use-code.ts'
import type { Passkey } from './passkeys-repository.ts'
import { relyingPartyOf, type Site, userHandleOf, webAuthn } from './relying-party.ts'

const challengeMilliseconds = 5 * 60_000
/** 1,023 bytes (WebAuthn, section 4) in base64url. What is longer belongs to no passkey, and is looked at no further. */
export const longestCredentialId = 1_364
/** Bytes of a public key: the longest that the library takes has 2,600. */
const longestPublicKey = 4_096
/** Bytes: room for the longest id, the longest key and extensions. Reading 24 KB of empty values takes 40 ms of the event loop. */
export const longestAuthenticatorData = 6_144
/** WebAuthn, section 5.8.4, and what Chrome said before */
const knownTransports = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const

/**
 * The options for the browser, with a challenge that belongs to this session or sign-in. A newer request replaces the former one.
 */
export async function beginPasskeyRegistration(
  parts: Parts<'clock' | 'vault'>,
  site: Site & { name: string },
  { account, passkeys, place }: { account: Account; passkeys: readonly Passkey[]; place: string },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const userKey = account.key
  const { generateRegistrationOptions } = await webAuthn()
  const options = await generateRegistrationOptions({
    rpName: site.name,
    rpID: relyingPartyOf(site),
    userID: userHandleOf(userKey),
    userName: account.email ?? account.name ?? userKey,
    userDisplayName: account.name ?? '',
    attestationType: 'none',
    excludeCredentials: passkeys.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const request = { purpose: 'passkey', userKey, milliseconds: challengeMilliseconds } as const
  await issueLink(parts, site.key, request, challengeToken(place, options.challenge))
  return options
}

/**
 * Verifies the browser's answer. Its challenge serves one answer, right or wrong.
 * @throws Problem passkey_refused
 */
export async function verifyPasskeyRegistration(
  parts: Parts<'clock' | 'vault'>,
  site: Site,
  place: string,
  response: unknown,
) {
  const refused = new Problem('passkey_refused', 'The answer of the browser does not match the request. Try again.')
  const challenge = challengeIn(response)
  if (challenge === undefined || !(await useChallenge(parts, site, place, challenge))) throw refused
  const { verifyRegistrationResponse } = await webAuthn()
  const { decodeAttestationObject, isoCBOR } = await import('@simplewebauthn/server/helpers')
  try {
    const given = response as RegistrationResponseJSON
    const authData = decodeAttestationObject(bytesOf(given.response.attestationObject)).get('authData')
    if (authData.length > longestAuthenticatorData) throw refused
    const attestationObject = Buffer.from(isoCBOR.encode(unattested(authData))).toString('base64url')
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...given, response: { ...given.response, attestationObject } },
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: relyingPartyOf(site),
      requireUserVerification: true,
    })
    const { credential } = registrationInfo ?? {}
    const isShort =
      credential && credential.id.length <= longestCredentialId && credential.publicKey.length <= longestPublicKey
    if (verified && isShort) return { ...credential, transports: transportsIn(credential.transports) }
  } catch {
    // The library throws for anything that a browser, or another program, may send.
  }
  throw refused
}

const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'base64url'))

/**
 * Without what says who made the authenticator, which is neither asked for nor judged (WebAuthn, section 8.7). Reading
 * certificates of 24 KB takes 60 ms of the event loop, following a chain of them the square of its length, and the
 * library asks other servers which are revoked.
 */
const unattested = (authData: Uint8Array<ArrayBuffer>) =>
  new Map<string, string | typeof authData | Map<string, string>>([
    ['fmt', 'none'],
    ['attStmt', new Map<string, string>()],
    ['authData', authData],
  ])

const useChallenge = (parts: Parts<'clock' | 'vault'>, site: Site, place: string, challenge: string) =>
  transaction(parts, (parts) => useLink(parts, site.key, 'passkey', challengeToken(place, challenge)))

const challengeToken = (place: string, challenge: string): string => `${place} ${challenge}`

/** What of them is known: the library passes on whatever was sent. */
const transportsIn = (given: unknown) =>
  Array.isArray(given) ? knownTransports.filter((known) => given.includes(known)) : []

/** The challenge that the browser says it was given. It is looked up before it is trusted. */
function challengeIn(response: unknown): string | undefined {
  const encoded = (response as { response?: { clientDataJSON?: unknown } } | null)?.response?.clientDataJSON
  if (typeof encoded !== 'string') return undefined
  try {
    const { challenge } = JSON.parse(Buffer.from(encoded, 'base64url').toString()) as { challenge?: unknown }
    return typeof challenge === 'string' ? challenge : undefined
  } catch {
    return undefined
  }
}
