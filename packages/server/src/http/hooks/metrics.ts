import { createServer, type Server } from 'node:http'
import { isIP } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { type ObservedReads, readRefusals } from '../api/reads.ts'
import type { OnFinished } from './on-finished.ts'
import { securityHeaders } from './security-headers.ts'

export interface Metrics {
  registry: Registry
  /** Counts the requests of the app. */
  observe(app: FastifyInstance, onFinished: OnFinished): void
  /** Counts what is read in the thread for reading. */
  observeReads(reads: ObservedReads): void
  tokensIssued: Counter
  tokensIssuedInGrace: Counter
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** Metrics by the conventions of Prometheus: seconds, `_total` for counters, few labels with few values each. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'portico_http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: seconds,
    registers: [registry],
  })
  const inFlight = new Gauge({
    name: 'portico_http_requests_in_flight',
    help: 'Requests in progress',
    registers: [registry],
  })
  const tokensIssued = new Counter({
    name: 'portico_tokens_issued_total',
    help: 'Access tokens issued',
    registers: [registry],
  })
  const tokensIssuedInGrace = new Counter({
    name: 'portico_tokens_issued_in_grace_total',
    help: 'Access tokens issued while the database could not be reached (--token-grace)',
    registers: [registry],
  })
  const readDurations = new Histogram({
    name: 'portico_read_duration_seconds',
    help: 'Time that a list, a count or a part of an export took, after its time in the queue, with waiting for an index',
    labelNames: ['read'],
    buckets: [...seconds, 10],
    registers: [registry],
  })
  const readQueue = new Histogram({
    name: 'portico_read_queue_seconds',
    help: 'Time that lists, counts and parts of exports waited for their turn',
    buckets: [...seconds, 10],
    registers: [registry],
  })
  const readsRefused = new Counter({
    name: 'portico_reads_refused_total',
    help: 'Lists, counts and parts of exports answered 503: they took too long (list_stopped), or too many waited or the thread ended (lists_busy)',
    labelNames: ['read', 'problem'],
    registers: [registry],
  })
  const queues: ObservedReads[] = []
  new Gauge({
    name: 'portico_reads_waiting',
    help: 'Lists, counts and parts of exports that wait for their turn',
    registers: [registry],
    collect() {
      this.set(queues.reduce((sum, { waiting }) => sum + waiting(), 0))
    },
  })
  return {
    registry,
    tokensIssued,
    tokensIssuedInGrace,
    observeReads(reads) {
      queues.push(reads)
      if (reads.isReplicaUsed() !== undefined) {
        new Gauge({
          name: 'portico_replica_used',
          help: '1 while lists are read from the replica of the database, 0 while they are read from the primary',
          registers: [registry],
          collect() {
            this.set(reads.isReplicaUsed() ? 1 : 0)
          },
        })
      }
      reads.onFinished(({ name, queued, taken, refused }) => {
        if (taken !== undefined) readDurations.observe({ read: name }, taken)
        readQueue.observe(queued)
        // A series that begins with 1 shows no increase.
        for (const problem of readRefusals) readsRefused.inc({ read: name, problem }, problem === refused ? 1 : 0)
      })
    },
    observe(app, onFinished) {
      app.addHook('onRequest', (_request, _reply, done) => {
        inFlight.inc()
        done()
      })
      onFinished((request, reply) => {
        inFlight.dec()
        const route = request.routeOptions.url ?? 'unknown'
        durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
      })
    },
  }
}

/**
 * `GET /metrics` on a port of its own, so that it is not reachable where the API is. It answers to IP addresses,
 * `localhost` and its own host name only: a page whose name is made to lead to this address (DNS rebinding) reads nothing.
 */
export function createMetricsServer(registry: Registry, host: string): Server {
  // A Map, because `Headers` would load undici, which the server needs for nothing else.
  const headers = new Map(Object.entries(securityHeaders()))
  return createServer(async (request, response) => {
    response.setHeaders(headers)
    const refuse = (status: number, text: string) =>
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text)
    if (!isOwnName(request.headers.host, host)) {
      refuse(421, 'Metrics are answered to IP addresses, localhost and the name in --metrics-host only.\n')
      return
    }
    if (request.url?.split('?', 1)[0] !== '/metrics' || request.method !== 'GET') {
      refuse(404, 'Only GET /metrics is here.\n')
      return
    }
    response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics())
  })
}

/** Whether a Host header holds a name that no other site can have */
function isOwnName(header: string | undefined, host: string): boolean {
  const [, bracketed, name = ''] = /^(?:\[([^\]]+)\]|([^:]+))(?::\d*)?$/.exec(header ?? '') ?? []
  if (bracketed !== undefined) return isIP(bracketed) === 6
  const plain = name.toLowerCase()
  return isIP(plain) === 4 || plain === 'localhost' || plain === host.toLowerCase()
}
