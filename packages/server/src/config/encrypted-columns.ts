/**
 * Every column that holds encrypted values: which key encrypts it, and the columns that tell its rows apart. A value opens
 * in its own table, column and row alone. `portico master-key rotate` goes through this list; a test looks for encrypted
 * values in every column of every table, so that none is missing here.
 */
export const encryptedColumns = {
  'hash_keys.key_encrypted': { purpose: 'hash keys', row: ['purpose'] },
  'signing_keys.private_key_encrypted': { purpose: 'signing keys', row: ['organization_key', 'key'] },
  'mail_settings.password_encrypted': { purpose: 'mail', row: ['organization_key'] },
  'mails.content_encrypted': { purpose: 'mail', row: ['organization_key', 'key'] },
  'identity_providers.client_secret_encrypted': { purpose: 'identity providers', row: ['organization_key', 'key'] },
  'authenticators.secret_encrypted': { purpose: 'factors', row: ['organization_key', 'user_key'] },
  'authenticators.recovery_codes_encrypted': { purpose: 'factors', row: ['organization_key', 'user_key'] },
  'one_time_codes.code_encrypted': { purpose: 'factors', row: ['organization_key', 'key'] },
  'saml_keys.private_key_encrypted': { purpose: 'signing keys', row: ['organization_key', 'key'] },
  'saml_messages.identity_encrypted': {
    purpose: 'records',
    row: ['organization_key', 'identity_provider_key', 'message_hash'],
  },
  'authorization_records.payload_encrypted': { purpose: 'records', row: ['organization_key', 'model', 'id_hash'] },
  'sign_on_sessions.provider_session_encrypted': { purpose: 'records', row: ['organization_key', 'uid'] },
} as const

export type EncryptedColumn = keyof typeof encryptedColumns

/** The values of the columns that tell a row apart */
export type RowOf<C extends EncryptedColumn> = Record<(typeof encryptedColumns)[C]['row'][number], string>

export const encryptedColumnNames = Object.keys(encryptedColumns) as EncryptedColumn[]
