import { promisify } from 'node:util'
import { brotliCompress, constants, gzip, zstdCompress } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acceptedEncodings } from '../accepted-encodings.ts'

/** In bytes. Smaller answers fit into a packet or two as they are. */
const smallest = 2_048

const brotli = promisify(brotliCompress)

interface Encoding {
  name: string
  compress: (body: Uint8Array) => Promise<Buffer>
}

/** The best first. All of them work beside the event loop. */
const encodings: Encoding[] = [
  { name: 'br', compress: (body) => brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }) },
  { name: 'zstd', compress: promisify(zstdCompress) as (body: Uint8Array) => Promise<Buffer> },
  { name: 'gzip', compress: promisify(gzip) as (body: Uint8Array) => Promise<Buffer> },
]

/**
 * Compresses what the APIs answer to GET. Where a secret and what an attacker chose are compressed together, the length
 * tells about the secret (BREACH). So neither tokens nor what the portal's own endpoints answer, such as the CSRF token, is
 * compressed, nor what POST answers, such as a new client secret, nor a mail with its link. An answer with an ETag stays as
 * it is: another encoding would need another one (RFC 9110, 8.8.3).
 */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const body = typeof payload === 'string' ? Buffer.from(payload) : payload
    if (!(body instanceof Uint8Array) || body.length < smallest || !mayCompress(request, reply)) return payload
    reply.header('vary', [reply.getHeader('vary') ?? [], 'accept-encoding'].flat().join(', '))
    const accepted = acceptedEncodings(request.headers['accept-encoding'])
    const encoding = encodings.find(({ name }) => accepted.has(name))
    if (!encoding) return payload
    const compressed = await compressOnce(body, encoding)
    reply.headers({ 'content-encoding': encoding.name, 'content-length': compressed.length })
    return compressed
  })
}

/** By encoding. What is answered again and again as the same bytes, such as an OpenAPI document, is compressed once. */
const compressedBodies = new WeakMap<Uint8Array, Map<string, Buffer>>()

async function compressOnce(body: Uint8Array, { name, compress }: Encoding): Promise<Buffer> {
  const known = compressedBodies.get(body) ?? new Map<string, Buffer>()
  compressedBodies.set(body, known)
  const compressed = known.get(name) ?? (await compress(body))
  known.set(name, compressed)
  return compressed
}

const mayCompress = (request: FastifyRequest, reply: FastifyReply): boolean =>
  request.method === 'GET' &&
  /^\/api\/(?!management\/v1\/mails\/)/.test(request.routeOptions.url ?? '') &&
  reply.statusCode === 200 &&
  !reply.hasHeader('etag') &&
  !reply.hasHeader('content-encoding')
