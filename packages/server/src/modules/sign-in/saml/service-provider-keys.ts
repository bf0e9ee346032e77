import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { insertSamlKey, selectSamlKeys } from './saml-repository.ts'
import { selfSignedCertificate } from './self-signed-certificate.ts'

/** A key with which the organization signs its requests, and with which assertions are encrypted for it */
export interface ServiceProviderKey {
  privateKey: KeyObject
  /** DER in base64 */
  certificate: string
}

const column = 'saml_keys.private_key_encrypted'
const yearMilliseconds = 365 * 86_400_000
/** Providers that check it at all refuse one that has expired: it lasts longer than the key is used. */
const certificateYears = 20

const generate = promisify(generateKeyPair)

/** The organization's keys, the newest first. The first one is made when it is first asked for: RSA, which every provider knows. */
export async function getServiceProviderKeys(
  parts: Parts<'clock' | 'vault'>,
  organizationKey: string,
): Promise<[ServiceProviderKey, ...ServiceProviderKey[]]> {
  let rows = await selectSamlKeys(parts.db, organizationKey)
  if (rows.length === 0) {
    await createKey(parts, organizationKey, 1)
    rows = await selectSamlKeys(parts.db, organizationKey)
  }
  const keys = rows.map((row) => ({
    certificate: row.certificate,
    privateKey: createPrivateKey(parts.vault.decrypt(column, row, row.private_key_encrypted)),
  }))
  return keys as [ServiceProviderKey, ...ServiceProviderKey[]]
}

/** Of two processes that make the same one, the first one's counts. */
async function createKey({ db, clock, vault }: Parts<'clock' | 'vault'>, organizationKey: string, number: number) {
  const { privateKey } = await generate('rsa', { modulusLength: 3072 })
  const now = clock.now()
  const key = newKey(now)
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const validity = { from: now - 86_400_000, until: now + certificateYears * yearMilliseconds }
  await insertSamlKey(db, {
    organization_key: organizationKey,
    key,
    number,
    certificate: selfSignedCertificate(privateKey, 'Portico SAML', validity).toString('base64'),
    private_key_encrypted: vault.encrypt(column, { organization_key: organizationKey, key }, pem),
    created_at: toTimestamp(now),
  })
}
