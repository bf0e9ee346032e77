import type { FastifyRequest, RouteOptions } from 'fastify'

/** Whether a body is announced (RFC 9112, section 6.3), also where nothing comes in the end. */
export const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined

/** Whether a body is read for the route: none is for a GET or HEAD. */
export const takesBody = ({ method }: Pick<RouteOptions, 'method'>): boolean =>
  [method].flat().some((one) => one !== 'GET' && one !== 'HEAD')
