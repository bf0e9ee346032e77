import type { Parts } from '../../../db/parts.ts'

interface KeptMail {
  to: string
  subject: string
  text: string
}

/** Shows a mail that no server sends. This is the only place where codes get into the log: nothing else tells them. */
export const logKeptMail = ({ log }: Pick<Parts<'log'>, 'log'>, { to, subject, text }: KeptMail): void =>
  log.info({ to, subject, mail: text }, 'mail is kept: there is no SMTP server')
