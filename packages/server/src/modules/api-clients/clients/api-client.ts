import type { Creator } from '../../foundation/permissions/creator.ts'

export const apiClientStatuses = ['Suspended', 'Expired', 'NeedsAttention', 'Available'] as const
export type ApiClientStatus = (typeof apiClientStatuses)[number]

/** What `typ` in the header of an access token can be: that of RFC 9068, or the one that older verifiers take alone */
export const accessTokenTypes = ['at+jwt', 'JWT'] as const
export type AccessTokenType = (typeof accessTokenTypes)[number]

/** How long access tokens are valid, unless the client says that its own are for a shorter time */
export const mostAccessTokenMinutes = 720

/** 32 hexadecimal characters, unlike every key */
export const isClientId = (text: string): boolean => /^[0-9a-f]{32}$/.test(text)

/** An API client as lists show it. */
export interface ApiClient {
  key: string
  clientId: string
  name: string
  description: string | null
  status: ApiClientStatus
  secretLastFour: string
  secretExpiresAt: string
  /** Whether those who may manage API clients get a mail 14 days before the newest secret expires */
  hasExpiryReminder: boolean
  accessTokenType: AccessTokenType
  accessTokenMinutes: number
  /** Whether it may make its own next secret */
  mayRotateSecret: boolean
  /** When it last obtained a token */
  lastUsedAt: string | null
  /** When an API first did what it asked */
  firstRequestAt: string | null
  /** Null for one that was created before this was recorded */
  createdBy: Creator | null
  createdAt: string
  updatedAt: string
}

/** A secret that works. Several do, while former ones are in their overlap. */
export interface ValidSecret {
  key: string
  lastFour: string
  /** Whether it is the newest one */
  isCurrent: boolean
  createdAt: string
  /** Null for one that was made before this was recorded */
  createdBy: Creator | null
  expiresAt: string
  /** When somebody last authenticated with it, to a minute */
  lastUsedAt: string | null
}

/** An API client as it is stored, with its current secret. */
export interface ApiClientRow {
  key: string
  clientId: string
  name: string
  description: string | null
  isSuspended: boolean
  /** Whether it may do anything, here or at registered APIs */
  hasPermissions: boolean
  /** Whether it can get tokens without a secret */
  hasPublicKeys: boolean
  secretLastFour: string
  secretExpiresAt: string
  hasExpiryReminder: boolean
  accessTokenType: AccessTokenType
  accessTokenMinutes: number
  mayRotateSecret: boolean
  /** When it last obtained a token */
  lastUsedAt: string | null
  /** When an API first did what it asked */
  firstRequestAt: string | null
  createdBy: Creator | null
  createdAt: string
  updatedAt: string
}

/**
 * The first that applies: suspended, expired (the secret, and there are no public keys), needs attention (the secret expires
 * within 14 days, or there are neither permissions nor scopes of registered APIs).
 */
export function statusOf(
  client: Pick<ApiClientRow, 'isSuspended' | 'hasPermissions' | 'hasPublicKeys' | 'secretExpiresAt'>,
  now: string,
  soon: string,
): ApiClientStatus {
  const { isSuspended, hasPermissions, hasPublicKeys, secretExpiresAt } = client
  const isExpired = secretExpiresAt <= now
  if (isSuspended) return 'Suspended'
  if (isExpired && !hasPublicKeys) return 'Expired'
  return (secretExpiresAt <= soon && !isExpired) || !hasPermissions ? 'NeedsAttention' : 'Available'
}

/** As it is shown, with its status */
export function apiClientOf(row: ApiClientRow, now: string, soon: string): ApiClient {
  const { isSuspended, hasPermissions, hasPublicKeys, ...rest } = row
  return { ...rest, status: statusOf(row, now, soon) }
}
