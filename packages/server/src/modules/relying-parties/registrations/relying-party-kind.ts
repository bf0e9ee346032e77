import type { ClientKind, SecretHolder } from '../../foundation/client-secrets/client-kind.ts'

/** Relying parties, for what all kinds of clients with secrets have */
export const relyingPartyKind: ClientKind = {
  type: 'relying-party',
  clients: 'relying_parties',
  secrets: 'relying_party_secrets',
  clientKey: 'relying_party_key',
  isInUse: { column: 'is_active', value: 1 },
}

/** @param key of the relying party */
export const relyingPartyHolder = (organizationKey: string, key: string): SecretHolder => ({
  kind: relyingPartyKind,
  organizationKey,
  key,
})
