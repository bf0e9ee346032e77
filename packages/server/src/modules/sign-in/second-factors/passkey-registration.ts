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
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
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
