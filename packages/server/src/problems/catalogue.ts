import { assetProblems } from './asset-problems.ts'
import { credentialProblems } from './credential-problems.ts'
import { define } from './entry.ts'
import { groupProblems } from './group-problems.ts'
import { mailProblems } from './mail-problems.ts'
import { organizationAccessProblems } from './organization-access-problems.ts'
import { sessionProblems } from './session-problems.ts'

/** Everything that can go wrong, in one place. docs/problems/ has a page for each: `npm run docs` writes them. */
export const catalogue = define({
  // Requests
  bad_request: {
    code: 'PTC-REQ-40000',
    status: 400,
    title: 'The request cannot be read',
    help: 'The request line, the URL or a header is not valid HTTP. Compare what was sent with the reference at /docs.',
  },
  malformed_json: {
    code: 'PTC-REQ-40001',
    status: 400,
    title: 'The body is not valid JSON',
    help: 'Send one JSON document in UTF-8. The detail says where the parser gave up.',
  },
  invalid_body: {
    code: 'PTC-REQ-40002',
    status: 400,
    title: 'A field of the body is not valid',
    help: 'The detail names the field and its rule. Unknown fields are refused, so that a misspelt one does not pass silently. Nothing was changed.',
  },
  invalid_parameter: {
    code: 'PTC-REQ-40003',
    status: 400,
    title: 'A parameter is not valid',
    help: 'The detail names the parameter of the query or the path and what it takes.',
  },
  excluded_parameters: {
    code: 'PTC-REQ-40004',
    status: 400,
    title: 'Two parameters exclude each other',
    help: 'A singular and a plural filter of the same thing (environmentKey, environmentKeys) cannot be used together. Use the plural one.',
  },
  path_not_found: {
    code: 'PTC-REQ-40401',
    status: 404,
    title: 'There is nothing at this path',
    help: 'Compare the path with the reference at /docs: versions (v1) and plurals are part of it.',
  },
  method_not_allowed: {
    code: 'PTC-REQ-40501',
    status: 405,
    title: 'The path exists, but not with this method',
    help: 'The Allow header lists the methods of this path.',
  },
  body_too_large: {
    code: 'PTC-REQ-41301',
    status: 413,
    title: 'The body is too large',
    help: 'A body may have up to 1 MiB.',
  },
  unsupported_media_type: {
    code: 'PTC-REQ-41501',
    status: 415,
    title: 'The media type of the body is not supported',
    help: 'Send the body as JSON with the header Content-Type: application/json.',
  },
  unknown_host: {
    code: 'PTC-REQ-42101',
    status: 421,
    title: 'No organization has this host name',
    help: 'With several organizations, the host name of the request picks one. Use the domain of yours (`portico organization list`). Behind a proxy, have it pass the Host header on, or name it in PORTICO_TRUSTED_PROXIES.',
  },
  header_too_large: {
    code: 'PTC-REQ-43101',
    status: 431,
    title: 'The headers are too large',
    help: 'The headers of a request may have up to 16 KiB together.',
  },

  rate_limited: {
    code: 'PTC-REQ-42901',
    status: 429,
    title: 'Too many requests in this minute',
    help: 'An organization may make a number of requests a minute to each API, however many clients and servers it has (`--rate-limit`, `--odc-rate-limits`, `portico organization limit`). Wait as many seconds as the header Retry-After says. Nothing was changed.',
  },

  // Access
  token_missing: {
    code: 'PTC-AUT-40101',
    status: 401,
    title: 'The request has no access token',
    help: 'Get a token from the token endpoint and send it as `Authorization: Bearer <token>`.',
  },
  token_invalid: {
    code: 'PTC-AUT-40102',
    status: 401,
    title: 'The access token is not valid',
    help: 'The token was not issued by this organization, was changed, or is no access token. Get one from the token endpoint that discovery names.',
  },
  token_expired: {
    code: 'PTC-AUT-40103',
    status: 401,
    title: 'The access token has expired',
    help: 'Tokens live 12 hours. Get a new one from the token endpoint; nothing else has to change.',
  },
  token_revoked: {
    code: 'PTC-AUT-40104',
    status: 401,
    title: 'The access token was revoked',
    help: 'The token was given back at the revocation endpoint. Get a new one from the token endpoint.',
  },
  client_suspended: {
    code: 'PTC-AUT-40105',
    status: 401,
    title: 'The API client is suspended',
    help: 'An administrator has suspended the API client. Once it is resumed, the same token works again until it expires.',
  },
  client_gone: {
    code: 'PTC-AUT-40106',
    status: 401,
    title: 'The API client no longer exists',
    help: 'The API client was deleted. Create another one and use its credentials.',
  },
  permission_missing: {
    code: 'PTC-AUT-40301',
    status: 403,
    title: 'A permission is missing',
    help: 'The detail names the permission. An administrator can add it to the API client, or to an organization role of the member; tokens and sessions that there are work with it at once.',
  },

  ...sessionProblems,

  // The audit trail
  audit_entry_not_found: {
    code: 'PTC-AUD-40401',
    status: 404,
    title: 'There is no such audit entry',
    help: 'No entry of this organization has the key, or it was older than the retention (`--audit-retention`).',
  },

  // Users
  user_not_found: {
    code: 'PTC-USR-40401',
    status: 404,
    title: 'There is no such user',
    help: 'No user has this key, or it is one that the caller may not see: View end users shows those with application roles (in the environments it was granted for), View members those with organization roles, both together or Manage users everybody.',
  },
  bulk_operation_not_found: {
    code: 'PTC-USR-40402',
    status: 404,
    title: 'There is no such bulk operation',
    help: 'Finished bulk operations are kept for seven days. The key is in the answer of POST /users/bulk.',
  },
  email_taken: {
    code: 'PTC-USR-40001',
    status: 400,
    title: 'A user with this e-mail exists already',
    help: 'E-mails are compared without regard to case. To give the existing user a profile, set addToBuiltInIdentityProvider, or identityProviderKey with subject or username.',
  },
  identity_taken: {
    code: 'PTC-USR-40002',
    status: 400,
    title: 'The identity provider profile belongs to a user already',
    help: 'A subject and a username belong to one user of their identity provider, and a user has one profile at each provider.',
  },
  user_incomplete: {
    code: 'PTC-USR-40003',
    status: 400,
    title: 'The user has nothing to sign in with',
    help: 'Give the user an e-mail, or an identityProviderKey together with a subject or a username. The built-in identity provider needs an e-mail.',
  },
  identity_provider_unknown: {
    code: 'PTC-USR-40004',
    status: 400,
    title: 'There is no such identity provider',
    help: 'identityProviderKey must be the key of one of the organization’s identity providers.',
  },
  user_not_registered: {
    code: 'PTC-USR-40005',
    status: 400,
    title: 'The user has not completed the registration',
    help: 'A user who is Invited or PendingRegistration becomes Active by completing the registration. An administrator can only deactivate such a user.',
  },
  last_administrator: {
    code: 'PTC-USR-40006',
    status: 400,
    title: 'The user is the last Administrator',
    help: 'An organization keeps at least one active user who is Administrator without end and in all portfolios. Grant the role to another user in this way first.',
  },

  // Application roles
  application_role_not_found: {
    code: 'PTC-ROL-40401',
    status: 404,
    title: 'There is no such application role',
    help: 'No application role has this key. An application role has a key of its own in each environment: GET /application-roles lists them.',
  },

  ...assetProblems,

  ...credentialProblems,
  ...groupProblems,

  ...organizationAccessProblems,

  ...mailProblems,

  // API clients
  api_client_not_found: {
    code: 'PTC-APC-40401',
    status: 404,
    title: 'There is no such API client',
    help: 'No API client has this key. The key is not the client ID: `portico api-client list` shows both.',
  },
  secret_expiry_invalid: {
    code: 'PTC-APC-40001',
    status: 400,
    title: 'The expiry date is not allowed',
    help: 'A secret expires at 23:59 UTC of a day between today and 24 months ahead, given as YYYY-MM-DD; 90 days ahead unless given.',
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
    title: 'The permission is not granted by environment',
    help: 'This permission holds for the whole organization. Leave environmentKeys out.',
  },
  environment_unknown: {
    code: 'PTC-APC-40004',
    status: 400,
    title: 'There is no such environment',
    help: 'The detail names what was not found. `portico organization list` shows the environments of each organization.',
  },
  overlap_invalid: {
    code: 'PTC-APC-40005',
    status: 400,
    title: 'The overlap is not allowed',
    help: 'The previous secret may stay valid for up to 7 days, that is 168 hours.',
  },
  jwks_invalid: {
    code: 'PTC-APC-40006',
    status: 400,
    title: 'The JSON Web Key Set is not allowed',
    help: 'For private_key_jwt, register the public halves of up to 10 asymmetric keys: P-256, RSA of at least 2048 bits, or Ed25519. Private members must not be sent.',
  },
  api_client_not_suspended: {
    code: 'PTC-APC-40901',
    status: 409,
    title: 'The API client is not suspended',
    help: 'Only a suspended API client can be deleted: suspend it, see that nothing misses it, then delete it.',
  },

  // Organizations
  organization_unknown: {
    code: 'PTC-ORG-40401',
    status: 404,
    title: 'There is no such organization',
    help: 'Name an organization by its key, its name or its domain; `portico organization list` shows them.',
  },
  domain_invalid: {
    code: 'PTC-ORG-40001',
    status: 400,
    title: 'The domain is not a host name',
    help: 'Give a host name without scheme, port or path, such as id.example.com.',
  },
  domain_taken: {
    code: 'PTC-ORG-40901',
    status: 409,
    title: 'Another organization has this domain',
    help: 'A domain leads to one organization. Choose another one.',
  },

  // The server itself
  internal_error: {
    code: 'PTC-SYS-50001',
    status: 500,
    title: 'Something went wrong in the server',
    help: 'The cause is in the server’s log, under the traceId of the answer.',
  },
  database_unavailable: {
    code: 'PTC-SYS-50301',
    status: 503,
    title: 'The database is not available',
    help: 'The database is away, full or read-only; the log says which. Nothing was changed. The same request works as soon as the database does: try again after the time in Retry-After.',
  },
  shutting_down: {
    code: 'PTC-SYS-50302',
    status: 503,
    title: 'The server is stopping',
    help: 'The server finishes what it has begun and takes no new work. Try again: another node, or the next start, will answer.',
  },
})

export type ProblemName = keyof typeof catalogue
