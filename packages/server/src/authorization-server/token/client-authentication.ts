/** How API clients may authenticate */
export const clientAuthenticationMethods = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'] as const

/** What client assertions may be signed with (private_key_jwt) */
export const clientAssertionAlgorithms = ['ES256', 'RS256', 'PS256', 'EdDSA', 'Ed25519'] as const

/** Client assertions may be this much off in time. Access tokens are never accepted after their `exp`. */
export const clientAssertionClockToleranceSeconds = 60

/** An assertion must be remembered until it expires, so one that lives longer is refused (RFC 7523, 3). */
export const clientAssertionMaximumSeconds = 3600
