import { defineProblems } from './define-problems.ts'

/** Problems of API clients, their secrets and their access tokens. */
export const apiClientsProblems = defineProblems({
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
    help: 'A token is valid for 12 hours, or as long as its API client is set to. Get a new one from the token endpoint.',
  },
  token_revoked: {
    code: 'PTC-AUT-40104',
    status: 401,
    title: 'The access token was revoked',
    help: 'The client revoked the token at the revocation endpoint. Get a new one from the token endpoint.',
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

  secret_expiry_invalid: {
    code: 'PTC-APC-40001',
    status: 400,
    title: 'The expiry date is not allowed',
    help: 'A secret expires at 23:59 UTC of a day between today and 24 months ahead, given as YYYY-MM-DD; 90 days ahead unless given.',
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
    help: 'For private_key_jwt, register the public halves of up to 10 asymmetric keys: P-256, RSA of 2048 to 8192 bits with an odd exponent from 65537 on, or Ed25519. Private members must not be sent. kid, use, alg and key_ops may be left out; where they are there, they must fit the key, and each kid occurs once. The detail names the key and the rule.',
  },
  jwks_uri_invalid: {
    code: 'PTC-APC-40007',
    status: 400,
    title: 'The address of the public keys is not allowed',
    help: 'With `jwksUri` an API client publishes its public keys itself (RFC 7591): an https address that this server reaches and that answers with a JSON Web Key Set, in which at least one key can be used for private_key_jwt. Send either `jwksUri` or `jwks`, and null for the one that is replaced. Other addresses and plain http are for networks that the operator lists (`--outgoing-allowed-networks`).',
  },
  api_client_required: {
    code: 'PTC-APC-40301',
    status: 403,
    title: 'Only an API client can do this',
    help: 'An API client does this for itself, with its own access token. A member who may manage API clients generates a secret for any of them instead: `POST /api/management/v1/api-clients/{key}/secrets`.',
  },
  secret_rotation_not_allowed: {
    code: 'PTC-APC-40302',
    status: 403,
    title: 'The API client may not make its own secrets',
    help: 'It is off unless somebody who may manage the API client allows it: in the portal, with `portico api-client edit <client> --self-rotation`, or with the field `mayRotateSecret`.',
  },
  secret_not_proven: {
    code: 'PTC-APC-40303',
    status: 403,
    title: 'The secret is not the one of the API client',
    help: 'An access token alone makes no secret: send the secret that you replace as `clientSecret`. It must be valid still. After it has expired, somebody who may manage the API client generates a new one.',
  },
  secret_replaced: {
    code: 'PTC-APC-40304',
    status: 403,
    title: 'The secret was replaced',
    help: 'Only the newest secret makes the next one. A former secret does so during its overlap as long as nobody has used any later one, because the answers that held them may have been lost. If no program of yours has replaced the secret, somebody else may know it: suspend the API client, or generate a new secret without overlap.',
  },
  api_client_not_found: {
    code: 'PTC-APC-40401',
    status: 404,
    title: 'There is no such API client',
    help: 'No API client has this key. The key is not the client ID: `portico api-client list` shows both.',
  },
  api_client_secret_not_found: {
    code: 'PTC-APC-40402',
    status: 404,
    title: 'The API client has no such secret',
    help: 'No secret of the API client that works has this key: it may have ended already. Reading the API client lists its secrets.',
  },
  secrets_limited: {
    code: 'PTC-APC-40902',
    status: 409,
    title: 'The API client has too many secrets that work',
    help: 'Up to 10 secrets of an API client work at the same time: the newest one, and former ones in their overlap. The detail says when the next one ends. Choose a shorter overlap.',
  },
  api_client_not_suspended: {
    code: 'PTC-APC-40901',
    status: 409,
    title: 'The API client is not suspended',
    help: 'Only a suspended API client can be deleted: suspend it, make sure that no program still needs it, then delete it.',
  },
})
