import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ProblemName } from '../../api/problem-name.ts'

interface SmtpProblemWords {
  title: MessageDescriptor
  advice: MessageDescriptor
}

const words: Partial<Record<ProblemName, SmtpProblemWords>> = {
  smtp_unreachable: {
    title: msg`The mail server cannot be reached`,
    advice: msg`Check the name and port of the server, and whether a firewall blocks Portico. The operator of Portico has to allow a server in a private network. Port 587 goes with STARTTLS, 465 with TLS from the start.`,
  },
  smtp_tls_failed: {
    title: msg`The connection to the mail server cannot be encrypted`,
    advice: msg`Check that port and encryption belong together, and that the certificate of the server is valid for its name.`,
  },
  smtp_sign_in_refused: {
    title: msg`The mail server refuses the username or password`,
    advice: msg`Check username and password. Many providers require an app password here, or SMTP to be turned on for the account.`,
  },
  smtp_recipient_refused: {
    title: msg`The mail server refuses the recipient`,
    advice: msg`Check the address, and whether this server may send to addresses of others.`,
  },
  smtp_refused: {
    title: msg`The mail server refuses the message`,
    advice: msg`Check the sender’s address. Most servers send only for their own addresses.`,
  },
}

/** Why a mail was not sent, and what to do. Undefined for other problems. */
export const wordsOfSmtpProblem = (name: ProblemName | undefined): SmtpProblemWords | undefined => name && words[name]
