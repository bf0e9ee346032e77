import { hasShortHost } from '../../../http/has-short-host.ts'
import { Problem } from '../../../problems/problem.ts'

/**
 * Browsers load it, so it must be a web address. Programs that have no photo send an empty text: it counts as none.
 * @returns the URL as it is stored
 * @throws Problem invalid_body
 */
export function requirePhotoUrl(photoUrl: string | null | undefined): string | null {
  if (!photoUrl) return null
  if (hasShortHost(photoUrl) && /^[^\s\p{C}]+$/u.test(photoUrl) && URL.canParse(photoUrl)) return photoUrl
  throw new Problem('invalid_body', 'The field photoUrl must be an http or https URL of up to 2,048 characters.')
}
