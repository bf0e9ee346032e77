/**
 * The names under which claim names of a provider can be mapped (`normalClaim`), in any case, and the claims that are
 * read without a mapping: those of OpenID Connect Core 1.0, section 5.1.
 */
export const normalClaims = {
  username: 'preferred_username',
  name: 'name',
  email: 'email',
  email_verified: 'email_verified',
  picture: 'picture',
  terms: 'terms_accepted',
} as const
export type NormalClaim = keyof typeof normalClaims
