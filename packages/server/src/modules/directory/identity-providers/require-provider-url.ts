import { hasShortHost } from '../../../http/has-short-host.ts'
import { isLoopbackUrl } from '../../../http/is-loopback-url.ts'
import { Problem } from '../../../problems/problem.ts'

/**
 * Codes and tokens go there: only encrypted, except to a provider on the same machine.
 * @throws Problem invalid_body
 */
export function requireProviderUrl(field: string, text: string | null): void {
  if (text === null) return
  const url = /^[^\s\p{C}]+$/u.test(text) && hasShortHost(text) ? URL.parse(text) : null
  const isLocal = isLoopbackUrl(url)
  const isPlain = url && !url.username && !url.password && !url.hash
  if (isPlain && (url.protocol === 'https:' || isLocal)) return
  const rule = 'must be an https URL (http for localhost only), without credentials or fragment.'
  throw new Problem('invalid_body', `The field ${field} ${rule}`)
}
