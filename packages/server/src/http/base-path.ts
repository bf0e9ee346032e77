import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    /** Path of the public URL, such as `/portico`: what all addresses on this server begin with. Empty if it has none. */
    basePath?: string
  }
}

/** `/portico` for `https://example.com/portico`, and nothing for `https://example.com` */
export const basePathOf = (publicUrl: string): string => new URL(publicUrl).pathname.replace(/\/$/, '')

/** The address below the base path. One that does not begin with it is below it already: a proxy may take it away. */
export function withoutBasePath(url: string, basePath: string): string {
  if (basePath === '' || !url.startsWith(basePath)) return url
  const rest = url.slice(basePath.length)
  if (rest.startsWith('/')) return rest
  return rest === '' || /^[?#]/.test(rest) ? `/${rest}` : url
}

/** Tells those who write addresses into answers what they begin with. */
export function addBasePath(app: FastifyInstance, basePath: string): void {
  app.decorate('basePath', basePath)
}
