/**
 * A kind of client that authenticates with secrets, and where it is stored. Each kind has a table of secrets of its own,
 * so that they go with their client. Both tables have the same columns, but for the one that names the client.
 */
export interface ClientKind {
  type: 'api-client' | 'relying-party'
  clients: 'api_clients' | 'relying_parties'
  secrets: 'api_client_secrets' | 'relying_party_secrets'
  /** The column of `secrets` that names the client */
  clientKey: 'api_client_key' | 'relying_party_key'
  /** What the row of a client says that may use its secrets */
  isInUse: { column: 'is_suspended' | 'is_active'; value: 0 | 1 }
}

/** One client of a kind */
export interface SecretHolder {
  kind: ClientKind
  organizationKey: string
  /** Of the client */
  key: string
}

/** A client, as what stops it names it */
export interface NamedClient {
  key: string
  name: string
}
