import type { ClientKind, SecretHolder } from '../../foundation/client-secrets/client-kind.ts'

/** API clients, for what all kinds of clients with secrets have */
export const apiClientKind: ClientKind = {
  type: 'api-client',
  clients: 'api_clients',
  secrets: 'api_client_secrets',
  clientKey: 'api_client_key',
  isInUse: { column: 'is_suspended', value: 0 },
}

/** @param key of the API client */
export const apiClientHolder = (organizationKey: string, key: string): SecretHolder => ({
  kind: apiClientKind,
  organizationKey,
  key,
})
