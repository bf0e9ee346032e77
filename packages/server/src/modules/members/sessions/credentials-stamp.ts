import { hash } from 'node:crypto'
import { emailIdentity } from '../../../db/folded-columns.ts'

/** What of a user decides whether something that they began may go on */
interface CredentialsOwner {
  key: string
  email: string | null
  credentialsEpoch: string | null
}

/**
 * Stands for the credentials that the user has at this time. Whatever proves who the user is, or leads there, keeps the
 * stamp of the time at which it began, and is refused where the user's stamp is another one by the time it is used:
 * sessions, sign-ins on the way, authorization codes, links and codes. `startCredentialsEpoch` gives another stamp, and so
 * does another e-mail.
 */
export const credentialsStampOf = ({ key, email, credentialsEpoch }: CredentialsOwner): string =>
  hash('sha256', JSON.stringify([key, email === null ? null : emailIdentity(email), credentialsEpoch]), 'base64url')
