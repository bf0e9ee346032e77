/** The tables of passwords, codes, second factors and sign-ins. How to read them: schema.ts. */
export interface SignInTables {
  passwords: PasswordTable
  attempts: AttemptTable
  known_browsers: KnownBrowserTable
  one_time_codes: OneTimeCodeTable
  passkeys: PasskeyTable
  authenticators: AuthenticatorTable
  sign_in_days: SignInDayTable
  saml_keys: SamlKeyTable
  saml_metadata: SamlMetadataTable
  saml_messages: SamlMessageTable
  saml_names: SamlNameTable
  certificate_reminders: CertificateReminderTable
}

/** A user without a row has no password: they were not invited, or sign in at an external identity provider. */
interface PasswordTable {
  organization_key: string
  user_key: string
  /** argon2id, in the PHC string format */
  hash: string
  changed_at: string
}

/**
 * Attempts at something that is limited: wrong passwords and codes in a row, mails in an hour. Names that belong to no
 * user are counted too, so that a refusal does not tell who exists.
 */
interface AttemptTable {
  organization_key: string
  /** Keyed hash of what was tried and for whom */
  subject_hash: string
  /** What was tried, where anybody can try it for any name: of each kind, only so many rows are kept. Null elsewhere */
  open_kind: string | null
  attempts: number
  /** Every attempt is refused until then; null while the limit is not reached */
  locked_until: string | null
  /** The count starts again after this */
  expires_at: string
}

/** A browser in which the user has signed in: attempts in it have a count of their own. */
interface KnownBrowserTable {
  organization_key: string
  user_key: string
  /** Keyed hash of what the browser holds */
  token_hash: string
  expires_at: string
}

/** A code or link that a user gets by mail to prove who they are, once. A used row is deleted. */
export interface OneTimeCodeTable {
  organization_key: string
  key: string
  purpose: 'set-up' | 'set-up-anyway' | 'invitation' | 'password-reset' | 'passkey'
  /** Null for the set-up of an organization: it has no user yet */
  user_key: string | null
  /** Keyed hash of what a link carries */
  token_hash: string | null
  /** The six digits, encrypted under the master key */
  code_encrypted: string | null
  /** Keyed hash of what the browser holds that asked for the code: it works nowhere else */
  browser_hash: string | null
  /** Keyed hash of the e-mail for which a new password was asked for, whether or not a user has it */
  recipient_hash: string | null
  /** Of the user when it was issued: with another one, it is not valid any more. Null where there is no user. */
  credentials_stamp: string | null
  wrong_attempts: number
  expires_at: string
  created_at: string
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
  /** JSON with keyed hashes of the recovery codes that are left, encrypted under the master key */
  recovery_codes_encrypted: string
  /** The time step of the last code that was accepted: no code is accepted twice */
  last_step: number
  /** Null until a first code proved that the app works; before that, sign-in does not ask for a code */
  confirmed_at: string | null
  created_at: string
}

/** Sign-ins of a day, in UTC */
interface SignInDayTable {
  organization_key: string
  /** `2026-11-23` */
  day: string
  sign_ins: number
}

/** A key of the organization as a SAML service provider: it signs requests, and decrypts assertions. */
export interface SamlKeyTable {
  organization_key: string
  key: string
  /** Counts up from 1, so that two processes do not make the same one */
  number: number
  /** One signs; a next one is published beside it; what is encrypted for a former one can still be read. */
  state: 'current' | 'next' | 'former'
  /** DER in base64 */
  certificate: string
  /** PKCS #8 in PEM, encrypted under the master key */
  private_key_encrypted: string
  created_at: string
}

/** A certificate that ends soon, of which members were told */
interface CertificateReminderTable {
  organization_key: string
  /** SHA-256 */
  fingerprint: string
  /** When the certificate ends */
  expires_at: string
}

/** What the metadata of a SAML provider said when they were last fetched. */
export interface SamlMetadataTable {
  organization_key: string
  identity_provider_key: string
  /** From where they came */
  url: string
  /** JSON; null until they could be read once */
  facts: string | null
  read_at: string | null
  /** In words; null where the last attempt went well */
  failure: string | null
  /** The kind of the failure; null where a version before stored it */
  failure_reason: 'not-valid' | 'denied' | 'incomplete' | 'unreachable' | null
  /** When they are fetched again */
  due_at: string
}

/** A message of a SAML provider that was accepted, remembered until it is not valid any more: it counts once. */
interface SamlMessageTable {
  organization_key: string
  identity_provider_key: string
  /** Keyed hash of its ID */
  message_hash: string
  /** Keyed hash of the ID of the request that it answers: a request has one answer */
  request_hash: string | null
  /** JSON of who it proves, encrypted under the master key; null once the sign-in has taken it */
  identity_encrypted: string | null
  created_at: string
  expires_at: string
}

/** Whom a SAML provider means by a name: where it asks to end their sessions, it gives the name alone. */
interface SamlNameTable {
  organization_key: string
  identity_provider_key: string
  /** Keyed hash of the NameID */
  name_hash: string
  /** Of the profile at the provider */
  subject: string
  expires_at: string
}
