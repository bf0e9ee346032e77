/** Below `/portal` */
export const applicationLogosPath = '/application-logos'

/**
 * Where pages find the logo of an application, below the base path: the server fetches it, so that its host does not learn
 * who signs in, and pages load nothing from elsewhere. Another address of the logo has another path.
 */
export const applicationLogoPath = ({
  clientId,
  logoUrl,
}: {
  clientId: string
  logoUrl: string | null
}): string | null => (logoUrl === null ? null : `/portal${applicationLogosPath}/${clientId}`)
