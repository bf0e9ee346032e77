import { createPrivateKey, type KeyObject } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Parts } from '../../../db/parts.ts'
import type { SamlKeyTable } from '../../../db/schema/sign-in-schema.ts'
import { createFirstSamlKey, samlKeyColumn } from './generate-saml-key.ts'
import { selectSamlKeys } from './saml-repository.ts'

/** A key with which the organization signs its requests, and with which assertions are encrypted for it */
interface ServiceProviderKey {
  privateKey: KeyObject
  /** DER in base64 */
  certificate: string
}

const order = { current: 0, next: 1, former: 2 } as const

/**
 * The organization's keys: the one that signs first. What is encrypted for any of them can be read. The first one is made
 * when it is first asked for.
 */
export async function getServiceProviderKeys(
  parts: Parts<'clock' | 'vault'>,
  organizationKey: string,
): Promise<[ServiceProviderKey, ...ServiceProviderKey[]]> {
  const rows = await getSamlKeyRows(parts, organizationKey)
  const keys = rows.map((row) => ({
    certificate: row.certificate,
    privateKey: createPrivateKey(parts.vault.decrypt(samlKeyColumn, row, row.private_key_encrypted)),
  }))
  return keys as [ServiceProviderKey, ...ServiceProviderKey[]]
}

/** The certificates that providers should know, the one that signs first: the next key's too, so that it can follow. */
export async function getPublishedCertificates(
  parts: Parts<'clock' | 'vault'>,
  organizationKey: string,
): Promise<string[]> {
  const rows = await getSamlKeyRows(parts, organizationKey)
  return rows.filter(({ state }) => state !== 'former').map(({ certificate }) => certificate)
}

async function getSamlKeyRows(
  parts: Parts<'clock' | 'vault'>,
  organizationKey: string,
): Promise<Selectable<SamlKeyTable>[]> {
  let rows = await selectSamlKeys(parts.db, organizationKey)
  if (rows.length === 0) {
    await createFirstSamlKey(parts, organizationKey)
    rows = await selectSamlKeys(parts.db, organizationKey)
  }
  return rows.toSorted((a, b) => order[a.state] - order[b.state])
}
