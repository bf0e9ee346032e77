import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acceptedEncodings } from '../accepted-encodings.ts'

const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
  png: 'image/png',
  woff2: 'font/woff2',
}

/** The names that the build gives its files: a name, a hash, an ending. No other name is looked up on disk. */
const fileName = /^[\w-]+(?:\.[\w-]+)*\.(\w+)$/

/** What the build wrote beside a file, the smallest first. */
const encodings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
]

/**
 * The files of the built portal. Their names contain a hash, so a browser may keep them forever. The build has
 * compressed them, so a request costs one read.
 */
export function servePortalFiles(app: FastifyInstance, folder: string): void {
  app.get<{ Params: { name: string } }>(
    '/static/:name',
    { config: { permission: 'public' }, schema: { hide: true } },
    async (request, reply) => {
      const { name } = request.params
      const type = types[fileName.exec(name)?.[1] ?? '']
      if (!type) return reply.callNotFound()
      return sendBuiltFile(request, reply, join(folder, name), {
        'content-type': type,
        'cache-control': 'public, max-age=31536000, immutable',
        'cross-origin-resource-policy': 'same-origin',
      })
    },
  )
}

/** Sends a file of the build as the browser takes it: compressed by the build, or as it is. */
export async function sendBuiltFile(
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  headers: Record<string, string>,
): Promise<unknown> {
  const accepted = acceptedEncodings(request.headers['accept-encoding'])
  for (const { name: encoding, ending } of [...encodings, { name: 'identity', ending: '' }]) {
    if (encoding !== 'identity' && !accepted.has(encoding)) continue
    const content = await readContent(path, ending)
    if (!content) continue
    if (encoding !== 'identity') reply.header('content-encoding', encoding)
    return reply.header('vary', 'accept-encoding').headers(headers).send(content)
  }
  return reply.callNotFound()
}

/** The package that npm installs has of most files the compressed form only. */
async function readContent(file: string, ending: string): Promise<Buffer | undefined> {
  const content = await readFile(`${file}${ending}`).catch(() => undefined)
  if (content || ending !== '') return content
  const gzipped = await readFile(`${file}.gz`).catch(() => undefined)
  if (gzipped) return promisify(gunzip)(gzipped)
  const brotli = await readFile(`${file}.br`).catch(() => undefined)
  return brotli && promisify(brotliDecompress)(brotli)
}
