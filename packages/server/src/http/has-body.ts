import type { FastifyRequest } from 'fastify'

/** Whether a body is announced (RFC 9112, section 6.3), also where nothing comes in the end. */
export const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
