import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { type Config, isLoopback } from './config/config.ts'
import { createLog } from './config/log.ts'
import { requireUsableMasterKeys } from './config/read-master-keys.ts'
import { describeDatabase } from './db/database.ts'
import { basePathOf, withoutBasePath } from './http/base-path.ts'
import { createMetrics, createMetricsServer } from './http/hooks/metrics.ts'
import { createDrain } from './http/hooks/refuse-while-stopping.ts'
import { lingerWhenClosing } from './http/linger-when-closing.ts'
import { type ListenAddress, originOf, refusePort, requireFreePorts, startListening } from './http/listening.ts'
import { createReplaceableListener } from './http/replaceable-listener.ts'
import { loadWholeServer, type WholeServer } from './load-whole-server.ts'
import type { Credentials } from './modules/api-clients/clients/credentials.ts'
import { requireUsableStream } from './modules/foundation/audit-stream/require-usable-stream.ts'
import { listOrganizations } from './modules/foundation/organizations/list-organizations.ts'
import { reachedOrganization } from './modules/foundation/organizations/organization-directory.ts'
import { issueSetUpLink } from './modules/set-up/first-administrator/issue-set-up-link.ts'
import { firstStart } from './modules/set-up/first-start/first-start.ts'
import { closeParts, type ServerParts, type StopOptions, stopServer } from './stop-server.ts'
import { buildTokenApp, tokenPath } from './token-app.ts'
import { openTokenContext, type TokenContext } from './token-context.ts'

export interface RunningServer {
  /** What the URLs that clients use begin with, without a slash at the end */
  publicUrl: string
  /** The origin on which it listens: behind a proxy it is not the public URL */
  listening: string
  /** URL of the metrics; undefined if they are off */
  metricsUrl: string | undefined
  /** The data folder, or the host and name of a PostgreSQL database */
  data: string
  /** Whether this start found the database empty */
  isFirstStart: boolean
  /** The sample's API client. Its secret cannot be read again later. */
  credentials: Credentials | undefined
  /** Makes the first administrator, once. Undefined if there is an administrator, or several organizations. */
  setUpLink: string | undefined
  /**
   * Finishes running requests, accepts no new ones, closes the database. Requests that outlast the grace period are cut
   * off. Before that, for as long as it is told, it answers everything but is not ready: a load balancer notices.
   */
  stop(options?: StopOptions): Promise<void>
}

/** How long after the start the whole server is loaded, unless a request needs it before */
const loadDelayMilliseconds = 100

/** Opens what tokens need in order, listens, and loads the whole server. If a step fails, what was opened is closed again. */
export async function startServer(config: Config, environment: NodeJS.ProcessEnv): Promise<RunningServer> {
  const log = createLog(config.logLevel)
  const addresses = addressesOf(config)
  // What can be wrong is found before anything is written, the credentials of a first start above all.
  requireUsableMasterKeys(environment)
  await requireUsableStream(config.auditStream, config.dataFolder)
  if (config.databaseReplica) (await import('./db/replica-pool.ts')).replicaConnection(config.databaseReplica)
  await requireFreePorts(addresses.metrics ? [addresses.api, addresses.metrics] : [addresses.api])
  const opened = await openTokenContext({ config, environment, log, exclusive: true })
  const { context } = opened
  const parts: ServerParts = { context: opened }
  try {
    const filled = await firstStart(context, { sample: config.sample })
    const metrics = createMetrics()
    const drain = createDrain()
    const wholeServer = (): Promise<WholeServer> => {
      parts.wholeServer ??= load()
      return parts.wholeServer
    }
    const basePath = basePathOf(context.publicUrl())
    // Everything but tokens waits for the whole server, the probes that ask whether it is ready above all.
    const listener = createReplaceableListener(async (request, response) => {
      const isToken = request.method === 'POST' && withoutBasePath(request.url ?? '', basePath) === tokenPath
      // The token app refuses what arrives while the server stops.
      const isOfTokenApp = isToken || (parts.isStopping && !parts.wholeServer)
      const { routing } = isOfTokenApp ? tokenApp : (await wholeServer()).app
      routing(request, response)
    })
    const { serverFactory } = listener
    const options = { metrics, drain, serverFactory }
    const tokenApp = await buildTokenApp(context, async () => (await wholeServer()).servers, options)
    parts.tokenApp = tokenApp
    async function load(): Promise<WholeServer> {
      const loaded = await loadWholeServer(opened, tokenApp, { metrics, drain })
      listener.replace(loaded.app.routing)
      return loaded
    }
    const beginLinger = lingerWhenClosing(tokenApp.server)
    const metricsServer = addresses.metrics && createMetricsServer(metrics.registry, config.metricsHost)
    if (metricsServer && addresses.metrics) {
      await startListening(metricsServer, addresses.metrics)
      parts.metricsServer = metricsServer
    }
    const listening = await listen(tokenApp, opened.setPort, addresses.api)
    if (config.publicUrl === undefined && !isLoopback(config.host)) {
      log.warn(`tokens and links name ${context.publicUrl()}: set --public-url to the URL that clients elsewhere use`)
    }
    const setUpLink = await setUpLinkOf(context)
    // The delay lets those who waited for the start get their tokens first.
    parts.loadTimer = setTimeout(wholeServer, loadDelayMilliseconds)
    return {
      publicUrl: context.publicUrl(),
      listening,
      metricsUrl: metricsServer && `${originOf(metricsServer.address() as AddressInfo)}/metrics`,
      data: describeDatabase(config),
      isFirstStart: filled !== undefined,
      credentials: filled?.credentials,
      setUpLink,
      stop: (options) => stopServer(parts, { log, drain, beginLinger }, options),
    }
  } catch (error) {
    await closeParts(parts)
    throw error
  }
}

/** With several organizations there is none: `portico organization set-up-link` makes it for the one that is named. */
async function setUpLinkOf(context: TokenContext): Promise<string | undefined> {
  const [organization, another] = await listOrganizations(context)
  if (!organization || another) return undefined
  return (await issueSetUpLink(context, reachedOrganization(organization, context.publicUrl())))?.link
}

function addressesOf({ host, port, metricsHost, metricsPort }: Config): {
  api: ListenAddress
  metrics: ListenAddress | undefined
} {
  return {
    api: { host, port, hostFlag: '--host', portFlag: '--port' },
    metrics:
      metricsPort === 'off'
        ? undefined
        : { host: metricsHost, port: metricsPort, hostFlag: '--metrics-host', portFlag: '--metrics-port' },
  }
}

async function listen(app: FastifyInstance, setPort: (port: number) => void, address: ListenAddress): Promise<string> {
  // Port 0 means a free port, which is known once the server listens. This runs before the first request.
  app.server.once('listening', () => setPort((app.server.address() as AddressInfo).port))
  await app.listen({ host: address.host, port: address.port }).catch((error) => refusePort(error, address))
  return originOf(app.server.address() as AddressInfo)
}
