/**
 * The path of the public URL, where it has one: `/portico` for `https://host/portico`, otherwise ''. The server puts it
 * into the document. Tests of single modules have no document.
 */
export const basePath = readBasePath(
  globalThis.document?.querySelector<HTMLMetaElement>('meta[name=base-path]')?.content,
)

/** The base path that the document names. What could name another host (`//evil.example`) counts as none. */
export function readBasePath(content = ''): string {
  return /^(?:\/[^/\\?#\s]+)+$/.test(content) ? content : ''
}

/** The address of a path of the server. All that the portal asks for or opens, other than by the router, goes through it. */
export const addressOf = (path: string): string => basePath + path

/** The path in an address as the server and the router know it: without the base path. */
export const pathOf = (pathname: string, base = basePath): string =>
  `${pathname}/`.startsWith(`${base}/`) ? pathname.slice(base.length) || '/' : pathname
