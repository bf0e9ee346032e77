import { msg } from '@lingui/core/macro'
import { problemName } from '../../api/problem-name.ts'
import { pageI18n } from '../../components/language/page-language.ts'

/** What to do about a failure of a test. The problem itself contains the answer of the mail server. */
export function adviceFor(error: unknown): string | undefined {
  switch (problemName(error)) {
    case 'smtp_unreachable':
      return pageI18n()._(
        msg`Check the name and port of the server, and whether a firewall blocks Portico. The operator of Portico has to allow a server in a private network. Port 587 goes with STARTTLS, 465 with TLS from the start.`,
      )
    case 'smtp_tls_failed':
      return pageI18n()._(
        msg`Check that port and encryption belong together, and that the certificate of the server is valid for its name.`,
      )
    case 'smtp_sign_in_refused':
      return pageI18n()._(
        msg`Check user name and password. Many providers require an app password here, or SMTP to be turned on for the account.`,
      )
    case 'smtp_recipient_refused':
      return pageI18n()._(msg`Check the address, and whether this server may send to addresses of others.`)
    case 'smtp_refused':
      return pageI18n()._(msg`Check the sender’s address. Most servers send only for their own addresses.`)
    default:
      return undefined
  }
}
