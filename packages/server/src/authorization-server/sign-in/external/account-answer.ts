import { randomBytes } from 'node:crypto'

const prefix = 'account-'

/** In what a provider sends back, in the place of an interaction: it is for a member who links an account */
export const newAccountUid = (): string => prefix + randomBytes(12).toString('base64url')

export const isOfAccount = (uid: string): boolean => uid.startsWith(prefix)

/** Where the answer goes then, with the cookies of the session */
export const accountAnswerPath = (uid: string): string =>
  `/portal/account/identity-providers/answers/${encodeURIComponent(uid)}`
