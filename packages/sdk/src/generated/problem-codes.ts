// Made by `npm run sdk:types` from the server. Do not edit.

/** The codes of Portico's problems, by their names: what `PorticoError.errorCode` is compared with. */
export const problemCodes = {
  /** 400: The expiry date is not allowed */
  secret_expiry_invalid: 'PTC-APC-40001',
  /** 400: There is no such permission */
  permission_unknown: 'PTC-APC-40002',
  /** 400: The permission is not granted by environment */
  permission_not_by_environment: 'PTC-APC-40003',
  /** 400: There is no such environment */
  environment_unknown: 'PTC-APC-40004',
  /** 400: The overlap is not allowed */
  overlap_invalid: 'PTC-APC-40005',
  /** 400: The JSON Web Key Set is not allowed */
  jwks_invalid: 'PTC-APC-40006',
  /** 404: There is no such API client */
  api_client_not_found: 'PTC-APC-40401',
  /** 409: The API client is not suspended */
  api_client_not_suspended: 'PTC-APC-40901',
  /** 401: The request has no access token */
  token_missing: 'PTC-AUT-40101',
  /** 401: The access token is not valid */
  token_invalid: 'PTC-AUT-40102',
  /** 401: The access token has expired */
  token_expired: 'PTC-AUT-40103',
  /** 401: The access token was revoked */
  token_revoked: 'PTC-AUT-40104',
  /** 401: The API client is suspended */
  client_suspended: 'PTC-AUT-40105',
  /** 401: The API client no longer exists */
  client_gone: 'PTC-AUT-40106',
  /** 403: A permission is missing */
  permission_missing: 'PTC-AUT-40301',
  /** 400: The domain is not a host name */
  domain_invalid: 'PTC-ORG-40001',
  /** 404: There is no such organization */
  organization_unknown: 'PTC-ORG-40401',
  /** 409: Another organization has this domain */
  domain_taken: 'PTC-ORG-40901',
  /** 400: The request cannot be read */
  bad_request: 'PTC-REQ-40000',
  /** 400: The body is not valid JSON */
  malformed_json: 'PTC-REQ-40001',
  /** 400: A field of the body is not valid */
  invalid_body: 'PTC-REQ-40002',
  /** 400: A parameter is not valid */
  invalid_parameter: 'PTC-REQ-40003',
  /** 400: Two parameters exclude each other */
  excluded_parameters: 'PTC-REQ-40004',
  /** 404: There is nothing at this path */
  path_not_found: 'PTC-REQ-40401',
  /** 405: The path exists, but not with this method */
  method_not_allowed: 'PTC-REQ-40501',
  /** 413: The body is too large */
  body_too_large: 'PTC-REQ-41301',
  /** 415: The media type of the body is not supported */
  unsupported_media_type: 'PTC-REQ-41501',
  /** 421: No organization has this host name */
  unknown_host: 'PTC-REQ-42101',
  /** 431: The headers are too large */
  header_too_large: 'PTC-REQ-43101',
  /** 404: There is no such application role */
  application_role_not_found: 'PTC-ROL-40401',
  /** 500: Something went wrong in the server */
  internal_error: 'PTC-SYS-50001',
  /** 503: The database is not available */
  database_unavailable: 'PTC-SYS-50301',
  /** 503: The server is stopping */
  shutting_down: 'PTC-SYS-50302',
  /** 400: A user with this e-mail exists already */
  email_taken: 'PTC-USR-40001',
  /** 400: The identity provider profile belongs to a user already */
  identity_taken: 'PTC-USR-40002',
  /** 400: The user has nothing to sign in with */
  user_incomplete: 'PTC-USR-40003',
  /** 400: There is no such identity provider */
  identity_provider_unknown: 'PTC-USR-40004',
  /** 400: The user has not completed the registration */
  user_not_registered: 'PTC-USR-40005',
  /** 400: The user is the last Administrator */
  last_administrator: 'PTC-USR-40006',
  /** 404: There is no such user */
  user_not_found: 'PTC-USR-40401',
} as const

/** A code of Portico's. ODC has its own, such as OS-ID-BIZ-40001. */
export type ProblemCode = (typeof problemCodes)[keyof typeof problemCodes]
