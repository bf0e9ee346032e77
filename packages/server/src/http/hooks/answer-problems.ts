import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isDatabaseUnavailable } from '../../db/failures.ts'
import { catalogue, type ProblemName } from '../../problems/catalogue.ts'
import { Problem } from '../../problems/problem.ts'
import { type ValidationFault, validationDetail } from '../api/validation-detail.ts'
import { withoutBasePath } from '../base-path.ts'
import { recordErrorsOf } from './record-errors-of.ts'

/** The framework's own errors, as problems of the catalogue. */
const frameworkProblems: Record<string, [ProblemName, string]> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported_media_type', 'Send the body with Content-Type: application/json.'],
  FST_ERR_CTP_INVALID_CONTENT_TYPE: ['unsupported_media_type', 'Send the body with Content-Type: application/json.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['bad_request', 'Content-Length differs from the length of the body.'],
  FST_ERR_BAD_URL: ['bad_request', 'The URL holds a percent sign that does not begin an encoded UTF-8 character.'],
  FST_ERR_MAX_PARAM_LENGTH: ['path_not_found', 'A part of the path is longer than any key.'],
}

/** Every error is answered here, so that every refusal has one shape and none contains internal details. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => sendProblem(asProblem(error, request), request, reply))
}

/** The problem that an error is answered with. Logs the errors that are not the caller's fault. */
export function asProblem(error: FastifyError, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error
  const fault = error.validation?.[0] as ValidationFault | undefined
  if (fault) {
    const detail = validationDetail(error.validationContext, fault)
    if (error.validationContext !== 'body') return new Problem('invalid_parameter', detail)
    const errors = recordErrorsOf(request, fault)
    return new Problem('invalid_body', detail, {}, errors && { errors })
  }
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const kibibytes = request.routeOptions.bodyLimit / 1_024
    const most = kibibytes < 1_024 ? `${kibibytes} KiB` : `${kibibytes / 1_024} MiB`
    return new Problem('body_too_large', `This body may have up to ${most}.`)
  }
  const known = frameworkProblems[error.code]
  if (known) return new Problem(...known)
  if (isDatabaseUnavailable(error)) {
    request.log.error({ err: error, traceId: request.id }, 'the database is not available')
    // The connection may have broken during the commit: nobody knows then whether it was stored.
    const advice = isReading(request)
      ? 'Try again.'
      : 'What was to be changed may be stored: read before you repeat it.'
    return new Problem('database_unavailable', `The database is not available. ${advice}`, { 'retry-after': '1' })
  }
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return new Problem('bad_request', 'The request is not valid HTTP.')
  }
  request.log.error({ err: error, traceId: request.id }, 'unexpected error')
  return new Problem('internal_error', `The cause is in the log, under the trace id ${request.id}.`)
}

const isReading = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD'

/** Answers with the body, the status and the headers of the problem */
export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.problem = problem
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .header('content-type', 'application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(problemBody(problem, request.originalUrl, request.id, request.server.basePath))
}

interface ProblemBody {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  traceId: string
  errorCode: string
  [member: string]: unknown
}

/** The query is left out of `instance`: it may contain a token. */
export const problemBody = (problem: Problem, url: string, traceId: string, basePath = ''): ProblemBody => ({
  type: `${basePath}/docs/problems/${problem.errorCode}`,
  title: catalogue[problem.problem].title,
  status: problem.status,
  detail: problem.message,
  instance: url && basePath + withoutBasePath(url.split('?', 1)[0] ?? '', basePath),
  traceId,
  errorCode: problem.errorCode,
  ...problem.members,
})
