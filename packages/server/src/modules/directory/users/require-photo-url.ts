import { Problem } from '../../../problems/problem.ts'

/**
 * Browsers load it, so it must be a web address.
 * @throws Problem invalid_body
 */
export function requirePhotoUrl(photoUrl: string | null | undefined): void {
  if (photoUrl === null || photoUrl === undefined) return
  if (/^https?:\/\/[^\s\p{C}]+$/iu.test(photoUrl) && URL.canParse(photoUrl)) return
  throw new Problem('invalid_body', 'The field photoUrl must be an http or https URL of up to 2,048 characters.')
}
