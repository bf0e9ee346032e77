import { hash } from 'node:crypto'

/** Below `/portal` */
export const applicationLogosPath = '/application-logos'

/**
 * Where pages find the logo of an application, below the base path: the server fetches it, so that its host does not learn
 * who signs in, and pages load nothing from elsewhere. A logo at another address has another path, so that no browser shows
 * the former one, which it may keep for an hour.
 */
export const applicationLogoPath = ({
  clientId,
  logoUrl,
}: {
  clientId: string
  logoUrl: string | null
}): string | null =>
  logoUrl === null
    ? null
    : `/portal${applicationLogosPath}/${clientId}?v=${hash('sha256', logoUrl, 'base64url').slice(0, 22)}`
