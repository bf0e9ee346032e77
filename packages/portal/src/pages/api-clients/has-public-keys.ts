import type { ApiClientDetails } from './queries.ts'

/** Whether the API client can prove who it is without a secret (private_key_jwt). */
export const hasPublicKeys = ({ jwks, jwksUri }: Pick<ApiClientDetails, 'jwks' | 'jwksUri'>): boolean =>
  jwksUri !== null || (jwks?.keys ?? []).length > 0
