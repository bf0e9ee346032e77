import type { HashCost } from '../../config/hash-cost.ts'
import type { Database } from '../../db/database.ts'
import type { Parts } from '../../db/parts.ts'
import type { MailerParts } from './mail/outgoing-mails.ts'
import type { OutgoingParts } from './outgoing/outgoing-requests.ts'

/** What there is before any wing is opened. */
export type BaseParts = Parts<'clock' | 'config' | 'log' | 'vault' | 'publicUrl'> &
  OutgoingParts &
  MailerParts & {
    database: Database
    /** What a hash of a password costs; OWASP's unless given */
    hashCost?: HashCost | undefined
    /** Whether new passwords are judged in a thread of their own */
    guessesInThread: boolean
  }
