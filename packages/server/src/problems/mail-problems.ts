import { define } from './entry.ts'

/** What can go wrong with mail and with the settings of the SMTP server. */
export const mailProblems = define({
  mail_not_found: {
    code: 'PTC-MAI-40401',
    status: 404,
    title: 'There is no such mail',
    help: 'No mail has this key, or it is older than 30 days: then it was deleted.',
  },
  mail_settings_invalid: {
    code: 'PTC-MAI-40001',
    status: 400,
    title: 'The mail settings cannot be used',
    help: 'The detail names the field and its rule. A host is a name or an address, without scheme, port or path; ports are 25, 465, 587 or from 1024 on; user name and password need security starttls or tls.',
  },
  smtp_host_unknown: {
    code: 'PTC-MAI-40002',
    status: 400,
    title: 'The SMTP server’s name is not known',
    help: 'The server that Portico runs on cannot resolve the name of the SMTP server. Look for a spelling mistake, and whether the name is known there.',
  },
  smtp_unreachable: {
    code: 'PTC-MAI-40003',
    status: 400,
    title: 'The SMTP server cannot be reached',
    help: 'Nothing listens at the host and port, a firewall is in between, or what listens does not speak SMTP. Port 587 goes with starttls, 465 with tls; mixed up, the two wait for each other in silence.',
  },
  smtp_tls_failed: {
    code: 'PTC-MAI-40004',
    status: 400,
    title: 'The connection to the SMTP server cannot be encrypted',
    help: 'The server does not offer STARTTLS, or its certificate is not valid for the host name, has expired or comes from an authority that this server does not know (NODE_EXTRA_CA_CERTS adds one). Port 587 goes with starttls, 465 with tls.',
  },
  smtp_sign_in_refused: {
    code: 'PTC-MAI-40005',
    status: 400,
    title: 'The SMTP server refuses the user name or password',
    help: 'The detail has its answer. Many providers want a password made for applications instead of that of the account.',
  },
  smtp_recipient_refused: {
    code: 'PTC-MAI-40006',
    status: 400,
    title: 'The SMTP server refuses the recipient',
    help: 'The detail has its answer. Look at the address; some servers deliver to their own domains only unless one signs in.',
  },
  smtp_refused: {
    code: 'PTC-MAI-40007',
    status: 400,
    title: 'The SMTP server refuses the message',
    help: 'The detail has its answer. Often the server does not allow the sender’s address for this user name.',
  },
})
