// Made by `npm run sdk:types` from the server. Do not edit.

/** The codes of Portico's problems, by their names: what `PorticoError.errorCode` is compared with. */
export const problemCodes = {
  /** 400: The expiry date is not allowed */
  secret_expiry_invalid: 'PTC-APC-40001',
  /** 400: There is no such permission */
  permission_unknown: 'PTC-APC-40002',
  /** 400: The permission is not granted by stage */
  permission_not_by_environment: 'PTC-APC-40003',
  /** 400: There is no such stage */
  environment_unknown: 'PTC-APC-40004',
  /** 400: The overlap is not allowed */
  overlap_invalid: 'PTC-APC-40005',
  /** 400: The JSON Web Key Set is not allowed */
  jwks_invalid: 'PTC-APC-40006',
  /** 400: The address of the public keys is not allowed */
  jwks_uri_invalid: 'PTC-APC-40007',
  /** 403: Only an API client can do this */
  api_client_required: 'PTC-APC-40301',
  /** 403: The API client may not make its own secrets */
  secret_rotation_not_allowed: 'PTC-APC-40302',
  /** 403: The secret is not the one of the API client */
  secret_not_proven: 'PTC-APC-40303',
  /** 403: The secret was replaced */
  secret_replaced: 'PTC-APC-40304',
  /** 404: There is no such API client */
  api_client_not_found: 'PTC-APC-40401',
  /** 404: The API client has no such secret */
  api_client_secret_not_found: 'PTC-APC-40402',
  /** 409: The API client is not suspended */
  api_client_not_suspended: 'PTC-APC-40901',
  /** 409: The API client has too many secrets that work */
  secrets_limited: 'PTC-APC-40902',
  /** 400: The audience is not allowed */
  registered_api_audience_invalid: 'PTC-API-40001',
  /** 400: The scopes are not allowed */
  registered_api_scope_invalid: 'PTC-API-40002',
  /** 400: The API has no such scope */
  registered_api_scope_unknown: 'PTC-API-40003',
  /** 404: There is no such registered API */
  registered_api_not_found: 'PTC-API-40401',
  /** 409: Another registered API has this audience */
  registered_api_audience_taken: 'PTC-API-40901',
  /** 409: The registered API is active */
  registered_api_active: 'PTC-API-40902',
  /** 400: An asset with this name exists already */
  asset_name_taken: 'PTC-AST-40001',
  /** 400: The asset is in use */
  asset_held: 'PTC-AST-40002',
  /** 400: The stage belongs to another portfolio */
  environment_of_other_portfolio: 'PTC-AST-40003',
  /** 400: Another revision of the asset has this tag */
  asset_tag_taken: 'PTC-AST-40004',
  /** 400: The asset has no such revision */
  asset_revision_unknown: 'PTC-AST-40005',
  /** 404: There is no such asset */
  asset_not_found: 'PTC-AST-40401',
  /** 404: The asset is not deployed there */
  deployment_not_found: 'PTC-AST-40402',
  /** 404: The asset has no such revision */
  asset_revision_not_found: 'PTC-AST-40403',
  /** 404: No revision of the asset is tagged */
  asset_not_tagged: 'PTC-AST-40404',
  /** 422: The permission filter names no permission */
  permission_filter_unknown: 'PTC-AST-42201',
  /** 404: There is no such audit entry */
  audit_entry_not_found: 'PTC-AUD-40401',
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
  /** 401: The session has ended */
  session_ended: 'PTC-AUT-40107',
  /** 403: A permission is missing */
  permission_missing: 'PTC-AUT-40301',
  /** 403: Only a signed-in member can do this */
  member_required: 'PTC-AUT-40302',
  /** 403: The request does not prove that it comes from the portal */
  csrf_token_invalid: 'PTC-AUT-40303',
  /** 403: The request comes from another site */
  foreign_origin: 'PTC-AUT-40304',
  /** 403: This needs a recent sign-in */
  sign_in_not_recent: 'PTC-AUT-40305',
  /** 404: There is no such session */
  session_not_found: 'PTC-AUT-40401',
  /** 410: The sign-in has expired */
  sign_in_expired: 'PTC-AUT-41001',
  /** 400: Sign-in failed */
  sign_in_failed: 'PTC-CRD-40001',
  /** 400: The password is not allowed */
  password_refused: 'PTC-CRD-40002',
  /** 400: Incorrect current password */
  password_wrong: 'PTC-CRD-40003',
  /** 400: Incorrect code */
  code_wrong: 'PTC-CRD-40004',
  /** 400: The link is not valid any more */
  link_invalid: 'PTC-CRD-40005',
  /** 400: The passkey cannot be added */
  passkey_refused: 'PTC-CRD-40006',
  /** 400: There are too many passkeys */
  passkeys_too_many: 'PTC-CRD-40007',
  /** 400: The user cannot be sent a link for a new password */
  password_reset_impossible: 'PTC-CRD-40008',
  /** 400: This is your own account */
  own_account: 'PTC-CRD-40009',
  /** 403: You may not have a password */
  password_not_allowed: 'PTC-CRD-40301',
  /** 404: There is no authenticator app */
  authenticator_missing: 'PTC-CRD-40401',
  /** 404: There is no such passkey */
  passkey_not_found: 'PTC-CRD-40402',
  /** 404: There is no password */
  password_missing: 'PTC-CRD-40403',
  /** 409: There is an authenticator app already */
  authenticator_exists: 'PTC-CRD-40901',
  /** 409: The organization has an administrator already */
  already_set_up: 'PTC-CRD-40902',
  /** 409: You need this to sign in */
  factor_required: 'PTC-CRD-40903',
  /** 409: There is a password already */
  password_exists: 'PTC-CRD-40904',
  /** 429: Too many attempts */
  sign_in_locked: 'PTC-CRD-42901',
  /** 429: Too many requests from callers who are not signed in */
  network_limited: 'PTC-CRD-42902',
  /** 429: Too many wrong codes were entered today */
  codes_used_up: 'PTC-CRD-42903',
  /** 429: Too many new passwords were tried */
  password_choices_limited: 'PTC-CRD-42904',
  /** 429: Too many changes to one account */
  account_limited: 'PTC-CRD-42905',
  /** 503: Too many people are signing in at this moment */
  sign_in_busy: 'PTC-CRD-50301',
  /** 400: The identity provider names the user in a way that cannot be stored */
  external_subject_invalid: 'PTC-FED-40001',
  /** 400: The answer of the identity provider was not accepted */
  external_sign_in_failed: 'PTC-FED-40002',
  /** 400: The identity provider has let nobody in */
  external_sign_in_denied: 'PTC-FED-40003',
  /** 400: The SAML message is refused */
  saml_message_refused: 'PTC-FED-40020',
  /** 400: These are not the metadata of one SAML provider */
  saml_metadata_invalid: 'PTC-FED-40021',
  /** 403: This identity provider may not be used there */
  external_provider_refused: 'PTC-FED-40301',
  /** 403: Nobody here belongs to this account */
  external_user_unknown: 'PTC-FED-40302',
  /** 403: The user is not active */
  external_user_inactive: 'PTC-FED-40303',
  /** 403: A user with this e-mail exists, and is not linked with the account */
  external_email_taken: 'PTC-FED-40304',
  /** 404: The user is not linked with an account at this identity provider */
  provider_not_linked: 'PTC-FED-40401',
  /** 404: The organization has no SAML metadata yet */
  saml_not_used: 'PTC-FED-40420',
  /** 409: The SAML key is not at this step */
  saml_key_step_refused: 'PTC-FED-40920',
  /** 503: The identity provider cannot be reached */
  external_provider_unavailable: 'PTC-FED-50301',
  /** 400: The stage has a group with this name already */
  group_name_taken: 'PTC-GRP-40001',
  /** 400: The end-user role belongs to another stage */
  group_role_elsewhere: 'PTC-GRP-40002',
  /** 400: There is no such end-user role to add or to remove */
  group_role_unknown: 'PTC-GRP-40003',
  /** 400: There is no such user to add or to remove */
  group_user_unknown: 'PTC-GRP-40004',
  /** 400: A key is both added and removed */
  added_and_removed: 'PTC-GRP-40005',
  /** 400: The claim value holds its delimiter */
  claim_value_delimited: 'PTC-GRP-40006',
  /** 400: The group has too many claim mappings */
  claim_mappings_too_many: 'PTC-GRP-40007',
  /** 404: There is no such group */
  group_not_found: 'PTC-GRP-40401',
  /** 404: There is no such claim mapping */
  claim_mapping_not_found: 'PTC-GRP-40402',
  /** 400: The identity provider is built in */
  identity_provider_read_only: 'PTC-IDP-40001',
  /** 400: The identity provider is in use */
  identity_provider_used: 'PTC-IDP-40002',
  /** 400: The client secret of the identity provider is missing */
  identity_provider_secret_missing: 'PTC-IDP-40003',
  /** 400: The organization has too many identity providers */
  identity_providers_too_many: 'PTC-IDP-40004',
  /** 404: There is no such identity provider */
  identity_provider_not_found: 'PTC-IDP-40401',
  /** 409: An identity provider with this name exists already */
  identity_provider_name_taken: 'PTC-IDP-40901',
  /** 409: The domain belongs to another identity provider */
  identity_provider_domain_taken: 'PTC-IDP-40902',
  /** 400: The user cannot be invited */
  user_not_invited: 'PTC-INV-40001',
  /** 429: Too many invitations and links in this hour */
  invitations_limited: 'PTC-INV-42901',
  /** 409: The next signing key is published already */
  signing_key_waiting: 'PTC-KEY-40901',
  /** 400: The mail settings cannot be used */
  mail_settings_invalid: 'PTC-MAI-40001',
  /** 400: The SMTP server cannot be reached */
  smtp_unreachable: 'PTC-MAI-40003',
  /** 400: The connection to the SMTP server cannot be encrypted */
  smtp_tls_failed: 'PTC-MAI-40004',
  /** 400: The SMTP server refuses the user name or password */
  smtp_sign_in_refused: 'PTC-MAI-40005',
  /** 400: The SMTP server refuses the recipient */
  smtp_recipient_refused: 'PTC-MAI-40006',
  /** 400: The SMTP server refuses the message */
  smtp_refused: 'PTC-MAI-40007',
  /** 400: The mail template cannot be used */
  mail_template_invalid: 'PTC-MAI-40008',
  /** 404: There is no such mail */
  mail_not_found: 'PTC-MAI-40401',
  /** 429: Too many test messages were sent */
  test_mails_limited: 'PTC-MAI-42901',
  /** 400: The domain is not a host name */
  domain_invalid: 'PTC-ORG-40001',
  /** 404: There is no such organization */
  organization_unknown: 'PTC-ORG-40401',
  /** 409: Another organization has this domain */
  domain_taken: 'PTC-ORG-40901',
  /** 400: The organization role is built in */
  organization_role_read_only: 'PTC-ORO-40001',
  /** 400: Users hold the organization role */
  organization_role_held: 'PTC-ORO-40002',
  /** 400: The period of the grant is not allowed */
  grant_period_invalid: 'PTC-ORO-40003',
  /** 400: There is no such asset */
  asset_unknown: 'PTC-ORO-40004',
  /** 400: There is no such portfolio */
  portfolio_unknown: 'PTC-ORO-40005',
  /** 400: The user holds organization roles for too many assets */
  organization_role_assets_too_many: 'PTC-ORO-40006',
  /** 404: There is no such organization role */
  organization_role_not_found: 'PTC-ORO-40401',
  /** 409: An organization role with this name exists already */
  organization_role_name_taken: 'PTC-ORO-40901',
  /** 400: A portfolio with this name exists already */
  portfolio_name_taken: 'PTC-POR-40001',
  /** 400: A stage with this name exists already */
  environment_name_taken: 'PTC-POR-40002',
  /** 400: The portfolio is in use */
  portfolio_in_use: 'PTC-POR-40003',
  /** 400: The organization has too many portfolios */
  portfolios_too_many: 'PTC-POR-40004',
  /** 400: The organization has too many stages */
  environments_too_many: 'PTC-POR-40005',
  /** 404: There is no such portfolio */
  portfolio_not_found: 'PTC-POR-40401',
  /** 404: There is no such stage */
  environment_not_found: 'PTC-POR-40402',
  /** 422: The order of the stages is not possible */
  environment_order_invalid: 'PTC-POR-42201',
  /** 422: The request changes nothing */
  nothing_to_change: 'PTC-POR-42202',
  /** 404: There is no such permission */
  permission_not_found: 'PTC-PRM-40401',
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
  /** 412: It was changed since it was read */
  changed_meanwhile: 'PTC-REQ-41201',
  /** 413: The body is too large */
  body_too_large: 'PTC-REQ-41301',
  /** 415: The media type of the body is not supported */
  unsupported_media_type: 'PTC-REQ-41501',
  /** 415: The body is compressed or encoded in another way */
  unsupported_content_encoding: 'PTC-REQ-41502',
  /** 421: No organization has this host name */
  unknown_host: 'PTC-REQ-42101',
  /** 429: Too many requests in this minute */
  rate_limited: 'PTC-REQ-42901',
  /** 431: The headers are too large */
  header_too_large: 'PTC-REQ-43101',
  /** 400: An address is not allowed */
  relying_party_address_invalid: 'PTC-RLP-40001',
  /** 400: The settings do not fit together */
  relying_party_settings_unfit: 'PTC-RLP-40002',
  /** 400: The asset is not deployed in this stage */
  relying_party_asset_elsewhere: 'PTC-RLP-40003',
  /** 400: There is no such role or group in this stage */
  relying_party_allowed_users_unknown: 'PTC-RLP-40004',
  /** 400: The sign-in application authenticates without a secret */
  relying_party_without_secrets: 'PTC-RLP-40005',
  /** 400: The public keys of the application cannot be read */
  relying_party_keys_unreadable: 'PTC-RLP-40006',
  /** 404: There is no such sign-in application */
  relying_party_not_found: 'PTC-RLP-40401',
  /** 404: The sign-in application has no such secret */
  relying_party_secret_not_found: 'PTC-RLP-40402',
  /** 409: Another sign-in application has this name */
  relying_party_name_taken: 'PTC-RLP-40901',
  /** 400: The asset has an end-user role with this name already */
  application_role_name_taken: 'PTC-ROL-40001',
  /** 400: Users or groups hold the end-user role */
  application_role_held: 'PTC-ROL-40002',
  /** 400: The asset has too many end-user roles */
  application_roles_too_many: 'PTC-ROL-40003',
  /** 404: There is no such end-user role */
  application_role_not_found: 'PTC-ROL-40401',
  /** 404: The asset defines no such end-user role */
  application_role_undefined: 'PTC-ROL-40402',
  /** 400: The sign-in settings are not allowed */
  sign_in_settings_invalid: 'PTC-SIS-40001',
  /** 500: Something went wrong in the server */
  internal_error: 'PTC-SYS-50001',
  /** 503: The database is not available */
  database_unavailable: 'PTC-SYS-50301',
  /** 503: The server is stopping */
  shutting_down: 'PTC-SYS-50302',
  /** 503: The list took too long and was stopped */
  list_stopped: 'PTC-SYS-50303',
  /** 503: Too many lists are asked for at this moment */
  lists_busy: 'PTC-SYS-50304',
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
  /** 400: The Idempotency-Key belongs to another request */
  idempotency_key_reused: 'PTC-USR-40007',
  /** 400: The field comes from an identity provider */
  profile_provided: 'PTC-USR-40008',
  /** 400: The user has been offboarded meanwhile */
  user_offboarded: 'PTC-USR-40009',
  /** 404: There is no such user */
  user_not_found: 'PTC-USR-40401',
  /** 404: There is no such bulk operation */
  bulk_operation_not_found: 'PTC-USR-40402',
  /** 429: Changes of too many users are waiting */
  bulk_changes_waiting: 'PTC-USR-42901',
} as const

/** A code of Portico's. ODC has its own, such as OS-ID-BIZ-40001. */
export type ProblemCode = (typeof problemCodes)[keyof typeof problemCodes]
