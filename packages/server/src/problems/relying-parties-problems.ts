import { defineProblems } from './define-problems.ts'

/** Problems of sign-in applications (their settings, their secrets, who may use them) and of registered APIs. */
export const relyingPartiesProblems = defineProblems({
  relying_party_address_invalid: {
    code: 'PTC-RLP-40001',
    status: 400,
    title: 'An address is not allowed',
    help: 'Redirect and post-logout addresses are compared as they are: absolute, without fragment, wildcard, user name, and without . or .. in the path. They are https, or http to localhost, 127.0.0.1 or [::1], except in a stage for production. Native applications may have a scheme of their own, with a domain reversed (com.example.app:/callback), and use any port of the loopback addresses, in every stage. The logo, the keys and the back-channel logout need https. The detail names the field and the rule.',
  },
  relying_party_settings_unfit: {
    code: 'PTC-RLP-40002',
    status: 400,
    title: 'The settings do not fit together',
    help: 'The detail names the field and what would be right. Single-page and native applications are public: they authenticate with nothing (none) and prove themselves with PKCE. Web applications have a secret, or keys (jwks or jwksUri) for private_key_jwt. Roles and groups need a stage.',
  },
  relying_party_asset_elsewhere: {
    code: 'PTC-RLP-40003',
    status: 400,
    title: 'The asset is not deployed in this stage',
    help: 'Tokens carry the end-user roles of an asset in one stage: deploy the asset there first, or choose another stage.',
  },
  relying_party_allowed_users_unknown: {
    code: 'PTC-RLP-40004',
    status: 400,
    title: 'There is no such role or group in this stage',
    help: 'Who may use the application is chosen by roles or groups of its own stage. The detail names the keys that were not found there.',
  },
  relying_party_keys_unreadable: {
    code: 'PTC-RLP-40006',
    status: 400,
    title: 'The public keys of the application cannot be read',
    help: 'When it is registered, the address must answer with a JSON Web Key Set of public keys, under the rules for jwks. Private addresses are asked only where the operator lists them: `--outgoing-allowed-networks`. The detail says what was wrong.',
  },
  relying_party_not_found: {
    code: 'PTC-RLP-40401',
    status: 404,
    title: 'There is no such sign-in application',
    help: 'No sign-in application has this key. The key is not the client ID: `portico relying-party list` shows both.',
  },
  relying_party_secret_not_found: {
    code: 'PTC-RLP-40402',
    status: 404,
    title: 'The sign-in application has no such secret',
    help: 'The secret has ended, or never was one of this application. `GET /api/management/v1/relying-parties/{key}` lists the secrets that work.',
  },
  relying_party_name_taken: {
    code: 'PTC-RLP-40901',
    status: 409,
    title: 'Another sign-in application has this name',
    help: 'People see the name where they sign in, so two applications of an organization cannot share one. Upper and lower case and accents make no difference.',
  },
  relying_party_without_secrets: {
    code: 'PTC-RLP-40005',
    status: 400,
    title: 'The sign-in application authenticates without a secret',
    help: 'Single-page and native applications have no secret; those with private_key_jwt sign with their own key. To use a secret in a web application, set clientAuthentication to client_secret_basic or client_secret_post first.',
  },
  registered_api_audience_invalid: {
    code: 'PTC-API-40001',
    status: 400,
    title: 'The audience is not allowed',
    help: 'The audience of a registered API is an absolute URI of ASCII characters without a fragment, a user name or a password, such as `https://orders.example.com` or `urn:example:orders`. It is a name: nothing has to be reachable there. At the hosts of Portico itself it would be taken for one of Portico, so they are refused, whatever the path.',
  },
  registered_api_scope_invalid: {
    code: 'PTC-API-40002',
    status: 400,
    title: 'The scopes are not allowed',
    help: 'A registered API has 1 to 100 scopes. Each name is there once, and none is a scope of sign-in: openid, profile, email, address, phone, groups, roles, offline_access.',
  },
  registered_api_scope_unknown: {
    code: 'PTC-API-40003',
    status: 400,
    title: 'The API has no such scope',
    help: 'Only scopes that the registered API has can be given. The detail names them. Nothing has been changed.',
  },
  registered_api_not_found: {
    code: 'PTC-API-40401',
    status: 404,
    title: 'There is no such registered API',
    help: 'No registered API has this key. The key is not the audience: `portico registered-api list` shows both.',
  },
  registered_api_audience_taken: {
    code: 'PTC-API-40901',
    status: 409,
    title: 'Another registered API has this audience',
    help: 'Each audience belongs to one registered API. Upper and lower case, a port that is the usual one and a slash at the end make no difference.',
  },
  registered_api_active: {
    code: 'PTC-API-40902',
    status: 409,
    title: 'The registered API is active',
    help: 'Only a registered API that is not active can be deleted: deactivate it, make sure that no program still needs it, then delete it.',
  },
})
