import type { ProblemCode } from '@portico/sdk/generated/problem-codes.ts'

/** What to do about each way in which a test fails; the problem itself says what the server answered. */
const advice: Partial<Record<ProblemCode, string>> = {
  'PTC-MAI-40002':
    'Check the spelling of the server’s name. A name of an internal network must be known to the machine that Portico runs on.',
  'PTC-MAI-40003':
    'Check server and port, and whether a firewall lets Portico through. 587 goes with STARTTLS, 465 with TLS from the start.',
  'PTC-MAI-40004':
    'Check that port and encryption belong together, and that the server’s certificate is valid for its name.',
  'PTC-MAI-40005':
    'Check user name and password. Many providers want an app password here, or SMTP to be switched on for the account first.',
  'PTC-MAI-40006': 'Check the address, and whether this server may send to others than its own people.',
  'PTC-MAI-40007': 'Check the sender’s address: most servers only send for addresses of their own.',
}

export const adviceFor = (code: string | undefined): string | undefined => advice[code as ProblemCode]
