/**
 * The URL of each server that a PostgreSQL URL names. As for PostgreSQL's own programs, hosts are listed with commas:
 * `postgres://user:password@db1:5432,db2:5433/name`, or in the query, `?host=/run/one,/run/two`.
 * @throws Error where there is not one port for each host, or one for all
 */
export function postgresUrls(text: string): string[] {
  const [, start = '', authority = '', rest = ''] = /^(\w+:\/\/(?:[^/?#]*@)?)([^/?#@]*)(.*)$/s.exec(text) ?? []
  const inQuery = new URLSearchParams(/\?([^#]*)/.exec(rest)?.[1]).get('host')?.split(',') ?? []
  if (inQuery.length < 2) return authority.split(',').map((host) => start + host + rest)
  return inQuery.map((host, place) => {
    const url = new URL(text)
    url.searchParams.set('host', host)
    const ports = url.searchParams.get('port')?.split(',') ?? []
    if (ports.length > 1 && ports.length !== inQuery.length) throw new Error('one port for each host, or one for all')
    const port = ports[place] ?? ports[0]
    if (port !== undefined) url.searchParams.set('port', port)
    return url.href
  })
}
