/** Where things are, relative to the issuer. */
export const paths = {
  openIdConfiguration: '/.well-known/openid-configuration',
  oauthMetadata: '/.well-known/oauth-authorization-server',
  /** Followed by the path of the resource (RFC 9728, section 3.1) */
  protectedResource: '/.well-known/oauth-protected-resource',
  jwks: '/jwks',
  authorization: '/auth',
  token: '/token',
  introspection: '/token/introspection',
  revocation: '/token/revocation',
  pushedRequest: '/par',
  userinfo: '/userinfo',
  endSession: '/session/end',
} as const
