import type { Language } from '../../../config/languages.ts'
import type { MailTable } from '../../../db/schema/mail-schema.ts'

export const mailKinds = [
  'invitation',
  'password-reset',
  'secret-expiry',
  'certificate-expiry',
  'secret-rotated',
  'security-notice',
  'settings-notice',
  'test',
] as const
export type MailKind = (typeof mailKinds)[number]

export const mailStatuses = ['waiting', 'sent', 'failed', 'kept'] as const
export type MailStatus = MailTable['status']

/** What a user is told of when it happens to their account. */
export const securityChanges = [
  'password-changed',
  'password-removed',
  'password-allowed',
  'authenticator-added',
  'authenticator-removed',
  'passkey-added',
  'passkey-removed',
  'provider-linked',
  'provider-unlinked',
  'sessions-ended',
] as const
export type SecurityChange = (typeof securityChanges)[number]

/** What the text of each kind of mail says. Times are ISO 8601. Names are given by users: nothing is trusted. */
interface MailValues {
  /** Without a code for users of an external identity provider: the link then leads there */
  invitation: {
    link: string
    code: string | null
    expiresAt: string | null
    /** Who invites, where it is a user */
    by: string | null
  }
  /** Without a code where an administrator sends it: codes work only in the browser that asked for them */
  'password-reset': { code: string | null; link: string; expiresAt: string; by: string | null }
  /** Without `of` in those that were written before sign-in applications had secrets: of an API client */
  'secret-expiry': { of?: 'api-client' | 'relying-party'; clientName: string; expiresAt: string; link: string }
  /** Of a SAML provider, or of the organization's own key where it has no name */
  'certificate-expiry': { providerName: string | null; expiresAt: string; link: string }
  /** An API client has made its own next secret. */
  'secret-rotated': { clientName: string; at: string; address: string | null; expiresAt: string; link: string }
  /** `by` is null where the user did it */
  'security-notice': { change: SecurityChange; at: string; by: string | null; address: string | null }
  /** To administrators: `host` is the server that sends from then on, null where the settings were deleted */
  'settings-notice': { host: string | null; at: string; by: string; address: string | null }
  test: Record<never, never>
}

export interface Recipient {
  address: string
  name: string | null
  /** In which the mail is written; English where it is not known */
  language?: Language | null
}

/** A mail to write: what it says follows from its kind. */
export type MailRequest = {
  [K in MailKind]: { kind: K; to: Recipient; values: MailValues[K] }
}[MailKind]

export interface MailContent {
  subject: string
  text: string
  html: string
}

/** What identifies a mail in the whole deployment. */
export interface MailId {
  organizationKey: string
  key: string
}
