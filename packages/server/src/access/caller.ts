import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isKey } from '../db/keys.ts'
import type { Parts } from '../db/parts.ts'
import type { OnFinished } from '../http/hooks/on-finished.ts'
import { recordSecurityEvent } from '../modules/foundation/audit/record-security-event.ts'
import { refusedRequest } from '../modules/foundation/audit/refused-request.ts'
import type { Actor } from '../modules/foundation/permissions/principal.ts'
import type { Problem } from '../problems/problem.ts'

type Caller = Pick<Actor, 'type' | 'key' | 'name'>

declare module 'fastify' {
  interface FastifyRequest {
    /** Who proved to have sent the request. It does not say that the request is allowed: see `principal`. */
    caller: { organizationKey: string; actor: Caller } | null
  }
}

/** Keeps who sent the request for its log line, and for the audit trail where it is refused. */
export function noteCaller(request: FastifyRequest, organizationKey: string, actor: Caller): void {
  request.caller = { organizationKey, actor }
  request.logDetails = { [actor.type === 'user' ? 'user' : 'apiClient']: actor.key ?? '' }
}

/** A member who has to prove once more who they are is refused nothing. */
const isRefusal = ({ status, problem }: Problem): boolean =>
  (status === 401 || status === 403) && problem !== 'sign_in_not_recent'

/**
 * Counts, in the audit trail, what known callers are refused: a permission that they lack, another site's page that used
 * their session, a client that is suspended.
 */
export function recordRefusals(app: FastifyInstance, parts: Parts<'clock'>, onFinished: OnFinished): void {
  app.decorateRequest('caller', null)
  onFinished((request) => {
    const { caller, problem } = request
    if (caller && problem && isRefusal(problem)) {
      const { routeOptions, method, clientAddress, id } = request
      const { operationId } = (routeOptions.schema ?? {}) as { operationId?: string }
      const route = `${method} ${routeOptions.url}`
      const inPath = Object.values((request.params ?? {}) as Record<string, string>)
      const source = { address: clientAddress, traceId: id }
      const refused = { ...caller, triedKeys: inPath.filter(isKey), source }
      recordSecurityEvent(parts, refusedRequest(refused, { key: operationId ?? route, name: route }, problem))
    }
  })
}
