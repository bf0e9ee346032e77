import { type ProblemName, problemName } from '../../api/problem-name.ts'

/** What to do about each failure of a test. The problem itself contains the answer of the mail server. */
const advice: Partial<Record<ProblemName, string>> = {
  smtp_unreachable:
    'Check the server’s name and port, and whether a firewall lets Portico through. A server in a private network has to be allowed by whoever runs Portico. 587 goes with STARTTLS, 465 with TLS from the start.',
  smtp_tls_failed:
    'Check that port and encryption belong together, and that the server’s certificate is valid for its name.',
  smtp_sign_in_refused:
    'Check user name and password. Many providers want an app password here, or SMTP to be switched on for the account first.',
  smtp_recipient_refused: 'Check the address, and whether this server may send to others than its own people.',
  smtp_refused: 'Check the sender’s address: most servers only send for addresses of their own.',
}

export function adviceFor(error: unknown): string | undefined {
  const name = problemName(error)
  return name && advice[name]
}
