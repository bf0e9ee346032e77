import { defineProblems } from './define-problems.ts'

/** Problems of organizations, permissions, rate limits, mail and the audit trail. */
export const foundationProblems = defineProblems({
  unknown_host: {
    code: 'PTC-REQ-42101',
    status: 421,
    title: 'No organization has this host name',
    help: 'With several organizations, the host name of the request picks one. Use the domain of yours (`portico organization list`). Behind a proxy, have it pass the Host header on, or name it in PORTICO_TRUSTED_PROXIES.',
  },
  rate_limited: {
    code: 'PTC-REQ-42901',
    status: 429,
    title: 'Too many requests in this minute',
    help: 'An organization may make a number of requests a minute to each API, however many clients and servers it has (`--rate-limit`, `--odc-rate-limits`, `portico organization limit`). Wait as many seconds as the header Retry-After says. Nothing was changed.',
  },

  signing_key_waiting: {
    code: 'PTC-KEY-40901',
    status: 409,
    title: 'The next signing key is published already',
    help: 'A new signing key is published some minutes before it signs, so that every program that verifies tokens knows it by then. Wait for the one that was made last (`portico keys list`, or Settings › Signing keys), or rotate at once with `portico keys rotate --now`.',
  },

  permission_missing: {
    code: 'PTC-AUT-40301',
    status: 403,
    title: 'A permission is missing',
    help: 'The detail names the permission. An administrator can add it to the API client, or to an organization role of the member; existing tokens and sessions work with it immediately.',
  },

  permission_not_found: {
    code: 'PTC-PRM-40401',
    status: 404,
    title: 'There is no such permission',
    help: 'No permission has this key: GET /permissions lists the catalogue, which is the same in every organization.',
  },

  permission_unknown: {
    code: 'PTC-APC-40002',
    status: 400,
    title: 'There is no such permission',
    help: 'Name a permission by its key or by its name, with its category where several have the same name: `Asset management > Create`. docs/permissions lists the catalogue.',
  },
  permission_not_by_environment: {
    code: 'PTC-APC-40003',
    status: 400,
    title: 'The permission is not granted by stage',
    help: 'This permission holds for the whole organization. Leave environmentKeys out.',
  },

  domain_invalid: {
    code: 'PTC-ORG-40001',
    status: 400,
    title: 'The domain is not a host name',
    help: 'Give a host name without scheme, port or path, such as id.example.com.',
  },
  organization_unknown: {
    code: 'PTC-ORG-40401',
    status: 404,
    title: 'There is no such organization',
    help: 'Name an organization by its key, its name or its domain; `portico organization list` shows them.',
  },
  domain_taken: {
    code: 'PTC-ORG-40901',
    status: 409,
    title: 'Another organization has this domain',
    help: 'A domain leads to one organization. Choose another one.',
  },

  mail_template_invalid: {
    code: 'PTC-MAI-40008',
    status: 400,
    title: 'The mail template cannot be used',
    help: 'The detail names the field and its rule. A text holds the placeholders that its mail needs, such as {link} alone on a line, and no others than GET /mail-templates lists; subject and text hold no web address, no other link, and no character that cannot be seen.',
  },
  mail_settings_invalid: {
    code: 'PTC-MAI-40001',
    status: 400,
    title: 'The mail settings cannot be used',
    help: 'The detail names the field and its rule. A host is a name or an address, without scheme, port or path; ports are 25, 465, 587 or from 1024 on; user name and password need security starttls or tls.',
  },
  smtp_unreachable: {
    code: 'PTC-MAI-40003',
    status: 400,
    title: 'The SMTP server cannot be reached',
    help: 'The name is not known, nothing listens at the host and port, a firewall is in between, what listens does not speak SMTP, or the name leads to a private address that the operator has not allowed (--smtp-allowed-networks). Which of them is in the log of the server only. Port 587 goes with starttls, 465 with tls; with the wrong pair, both sides wait until the connection times out.',
  },
  smtp_tls_failed: {
    code: 'PTC-MAI-40004',
    status: 400,
    title: 'The connection to the SMTP server cannot be encrypted',
    help: 'The server does not offer STARTTLS, or its certificate is not valid for the host name, has expired or comes from an authority that this server does not know (NODE_EXTRA_CA_CERTS adds one). Which of them is in the log of the server only. Port 587 goes with starttls, 465 with tls.',
  },
  smtp_sign_in_refused: {
    code: 'PTC-MAI-40005',
    status: 400,
    title: 'The SMTP server refuses the user name or password',
    help: 'The detail contains its answer. Many providers require a password made for applications instead of that of the account.',
  },
  smtp_recipient_refused: {
    code: 'PTC-MAI-40006',
    status: 400,
    title: 'The SMTP server refuses the recipient',
    help: 'The detail contains its answer. Check the address; some servers deliver only to their own domains unless the client signs in.',
  },
  smtp_refused: {
    code: 'PTC-MAI-40007',
    status: 400,
    title: 'The SMTP server refuses the message',
    help: 'The detail contains its answer. Often the server does not allow the sender’s address for this user name.',
  },
  mail_not_found: {
    code: 'PTC-MAI-40401',
    status: 404,
    title: 'There is no such mail',
    help: 'No mail has this key, or it is older than 30 days: then it was deleted.',
  },
  test_mails_limited: {
    code: 'PTC-MAI-42901',
    status: 429,
    title: 'Too many test messages were sent',
    help: 'An organization may send 50 test messages in an hour, since they may go to any address. Wait as many seconds as the header Retry-After says.',
  },

  audit_entry_not_found: {
    code: 'PTC-AUD-40401',
    status: 404,
    title: 'There is no such audit entry',
    help: 'No entry of this organization has the key, or it was older than the retention (`--audit-retention`).',
  },
})
