/** What an organization says in a mail, in a language, in place of Portico's words */
export interface MailTemplateTable {
  organization_key: string
  /** One of `mailTemplateNames` */
  name: string
  language: string
  subject: string
  text: string
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
  /** When the server first took a message by these settings; `null` until then */
  worked_at: string | null
}

/** The outbox. */
export interface MailTable {
  organization_key: string
  key: string
  kind:
    | 'invitation'
    | 'password-reset'
    | 'secret-expiry'
    | 'certificate-expiry'
    | 'secret-rotated'
    | 'security-notice'
    | 'settings-notice'
    | 'test'
  /** `kept` where there is no SMTP server to send it */
  status: 'waiting' | 'sent' | 'failed' | 'kept'
  to_address: string
  to_name: string | null
  subject: string
  /** JSON with text and html, encrypted under the master key; null once sent: it may hold a code */
  content_encrypted: string | null
  attempts: number
  /** Of a mail that a worker is sending: when another worker may send it */
  next_attempt_at: string | null
  /** The worker that is sending it */
  claimed_by: string | null
  error: string | null
  /** The name of the problem that `error` describes; null where a version before stored the error */
  problem: string | null
  created_at: string
  sent_at: string | null
}
