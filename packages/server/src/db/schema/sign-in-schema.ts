// The tables of signing in and of mail; the others and how to read them are in schema.ts.

/** Whoever has no row has no password: they were not invited, or come from an external identity provider. */
export interface PasswordTable {
  organization_key: string
  user_key: string
  /** argon2id, in the PHC string format */
  hash: string
  changed_at: string
}

/**
 * How often something was tried that is limited: wrong passwords and codes in a row, mails in an hour. Strangers are
 * counted like users, so that nobody learns from a refusal who exists.
 */
export interface AttemptTable {
  organization_key: string
  /** Keyed hash of what was tried and for whom */
  subject_hash: string
  attempts: number
  /** Nothing more is looked at until then; null while there is no such limit */
  locked_until: string | null
  /** Counting begins anew after this */
  expires_at: string
}

/** What is sent to somebody to prove who they are, once. A row that was used is deleted. */
export interface OneTimeCodeTable {
  organization_key: string
  key: string
  purpose: 'set-up' | 'set-up-anyway' | 'invitation' | 'password-reset' | 'passkey'
  /** Null for the set-up of an organization: there is nobody yet */
  user_key: string | null
  /** Keyed hash of what a link carries */
  token_hash: string | null
  /** Keyed hash of the six digits */
  code_hash: string | null
  wrong_attempts: number
  expires_at: string
  created_at: string
}

/** A member who is signed in to the portal. */
export interface SessionTable {
  organization_key: string
  key: string
  user_key: string
  /** Keyed hash of what the cookie holds */
  token_hash: string
  /** `uid` of the session at the authorization server that this one came from */
  authorization_session: string | null
  method: 'password' | 'password+totp' | 'passkey'
  address: string | null
  user_agent: string | null
  created_at: string
  last_seen_at: string
  expires_at: string
}

/** What oidc-provider stores: sessions, interactions, grants, authorization codes. */
export interface AuthorizationRecordTable {
  organization_key: string
  model: string
  /** Keyed hash: whoever reads the table cannot present the record */
  id_hash: string
  /** JSON, encrypted under the master key */
  payload_encrypted: string
  uid: string | null
  grant_id: string | null
  user_key: string | null
  consumed_at: string | null
  expires_at: string
}

/** A WebAuthn credential of a user. */
export interface PasskeyTable {
  organization_key: string
  key: string
  user_key: string
  /** base64url */
  credential_id: string
  /** COSE key in base64url */
  public_key: string
  counter: number
  /** JSON */
  transports: string | null
  name: string
  created_at: string
  last_used_at: string | null
}

/** An authenticator app (TOTP, RFC 6238) as second factor. */
export interface AuthenticatorTable {
  organization_key: string
  user_key: string
  /** Encrypted under the master key */
  secret_encrypted: string
  /** JSON: keyed hashes of the recovery codes that are left */
  recovery_code_hashes: string
  /** The time step of the last code that was accepted: no code counts twice */
  last_step: number
  /** Null until the first code proved that the app works; it is not asked for before */
  confirmed_at: string | null
  created_at: string
}

/** Sign-ins of a day, in UTC */
export interface SignInDayTable {
  organization_key: string
  /** `2026-11-23` */
  day: string
  sign_ins: number
}

/** The SMTP server of an organization. Without a row, mail is kept and shown in the mailbox. */
export interface MailSettingsTable {
  organization_key: string
  host: string
  port: number
  security: 'none' | 'starttls' | 'tls'
  username: string | null
  /** Encrypted under the master key */
  password_encrypted: string | null
  from_name: string | null
  from_address: string
  updated_at: string
}

/** The outbox. */
export interface MailTable {
  organization_key: string
  key: string
  kind: 'invitation' | 'password-reset' | 'secret-expiry' | 'test'
  /** `kept` where there is no SMTP server to send it */
  status: 'waiting' | 'sent' | 'failed' | 'kept'
  to_address: string
  to_name: string | null
  subject: string
  /** JSON with text and html, encrypted under the master key; null once sent: it may hold a code */
  content_encrypted: string | null
  attempts: number
  /** Of a mail that somebody is sending: when others may take it over */
  next_attempt_at: string | null
  /** The worker that is sending it */
  claimed_by: string | null
  error: string | null
  created_at: string
  sent_at: string | null
}
