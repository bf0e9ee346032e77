/**
 * The path and query of a request that names its whole address (RFC 9112, section 3.2.2), and of any other the same: what
 * guards and mounts paths knows one form. An address at another host than the Host header stays whole, for `requireHost`.
 */
export function originForm(url: string, host: string | undefined): string {
  if (url.startsWith('/')) return url
  const [, authority, rest = ''] = /^https?:\/\/([^/?#]*)(.*)$/i.exec(url) ?? []
  if (authority === undefined || authority.toLowerCase() !== host?.toLowerCase()) return url
  return rest.startsWith('/') ? rest : `/${rest}`
}
