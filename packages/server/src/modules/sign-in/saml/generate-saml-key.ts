import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import type { Insertable } from 'kysely'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { SamlKeyTable } from '../../../db/schema/sign-in-schema.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { Db } from '../../../db/transaction.ts'
import { insertSamlKey } from './saml-repository.ts'
import { selfSignedCertificate } from './self-signed-certificate.ts'

export const samlKeyColumn = 'saml_keys.private_key_encrypted'
const yearMilliseconds = 365 * 86_400_000
/** Providers that check it at all refuse one that has expired: it lasts longer than the key is used. */
const certificateYears = 20

const generate = promisify(generateKeyPair)

/** RSA, which every provider knows. It takes a good part of a second, in another thread: never within a transaction. */
export const generateSamlKey = async (): Promise<KeyObject> =>
  (await generate('rsa', { modulusLength: 3072 })).privateKey

/** The row of a key that was generated */
export function samlKeyRow(
  { clock, vault }: Pick<Parts<'clock' | 'vault'>, 'clock' | 'vault'>,
  organizationKey: string,
  privateKey: KeyObject,
  { number, state }: Pick<SamlKeyTable, 'number' | 'state'>,
): Insertable<SamlKeyTable> {
  const now = clock.now()
  const key = newKey(now)
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const validity = { from: now - 86_400_000, until: now + certificateYears * yearMilliseconds }
  return {
    organization_key: organizationKey,
    key,
    number,
    state,
    certificate: selfSignedCertificate(privateKey, 'Portico SAML', validity).toString('base64'),
    private_key_encrypted: vault.encrypt(samlKeyColumn, { organization_key: organizationKey, key }, pem),
    created_at: toTimestamp(now),
  }
}

/** Those that are being made in this process, by organization: whoever asks meanwhile waits for the same one. */
const running = new WeakMap<Db, Map<string, Promise<void>>>()

/** Makes the first key of an organization. Of two processes that do so at the same time, the first one's counts. */
export async function createFirstSamlKey(parts: Parts<'clock' | 'vault'>, organizationKey: string): Promise<void> {
  const { db } = parts
  const ofDatabase = running.get(db) ?? new Map<string, Promise<void>>()
  running.set(db, ofDatabase)
  const create = async (): Promise<void> => {
    const row = samlKeyRow(parts, organizationKey, await generateSamlKey(), { number: 1, state: 'current' })
    await insertSamlKey(db, row)
  }
  const first = ofDatabase.get(organizationKey) ?? create().finally(() => ofDatabase.delete(organizationKey))
  ofDatabase.set(organizationKey, first)
  await first
}
