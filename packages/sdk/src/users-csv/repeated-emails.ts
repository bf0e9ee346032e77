import { mailboxOf } from '../mailbox-of.ts'
import type { CsvUser } from './csv-user.ts'

/**
 * Finds the lines of one file that have the e-mail of an earlier one, in whatever spelling. The function that it returns is
 * called with each line that is right otherwise, in their order, and says what is wrong with it, if anything is.
 */
export function repeatedEmails(): (line: number, user: CsvUser) => string | undefined {
  const earlierLine = earlierLineOfEmail()
  return (line, user) => {
    const first = earlierLine(line, user)
    return first === undefined ? undefined : `Line ${first} has the same e-mail.`
  }
}

/** As `repeatedEmails`, but the function that it returns says which earlier line has the e-mail. */
export function earlierLineOfEmail(): (line: number, user: CsvUser) => number | undefined {
  const lineOfMailbox = new Map<string, number>()
  return (line, { email }) => {
    if (!email) return undefined
    const mailbox = mailboxOf(email)
    const first = lineOfMailbox.get(mailbox)
    if (first === undefined) lineOfMailbox.set(mailbox, line)
    return first
  }
}
