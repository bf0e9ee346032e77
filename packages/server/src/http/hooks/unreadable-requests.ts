import type { Socket } from 'node:net'
import { Problem } from '../../problems/problem.ts'
import { traceIdOf } from '../trace-id.ts'
import { problemBody } from './answer-problems.ts'
import type { SecurityHeaders } from './security-headers.ts'

/** Answers what is not HTTP on the socket itself: there is no request that a hook could handle. */
export const answerUnreadableRequests =
  (headers: SecurityHeaders, basePath: string) =>
  (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return
    const tooLarge = error.code === 'HPE_HEADER_OVERFLOW'
    const problem = tooLarge
      ? new Problem('header_too_large', 'The headers may have up to 16 KiB together.')
      : new Problem('bad_request', 'The request is not valid HTTP.')
    const body = JSON.stringify(problemBody(problem, '', traceIdOf({ headers: {} }), basePath))
    const reason = tooLarge ? 'Request Header Fields Too Large' : 'Bad Request'
    const all = {
      ...headers,
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      connection: 'close',
    }
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.end(`HTTP/1.1 ${problem.status} ${reason}\r\n${lines.join('')}\r\n${body}`)
  }
