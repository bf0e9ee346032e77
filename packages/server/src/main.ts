import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import { type Config, isLoopback } from './config/config.ts'
import { createLog } from './config/log.ts'
import { requireUsableMasterKeys } from './config/read-master-keys.ts'
import { type Context, openContext } from './context.ts'
import { describeDatabase } from './db/database.ts'
import { createMetrics, createMetricsServer } from './http/hooks/metrics.ts'
import { createDrain } from './http/hooks/refuse-while-stopping.ts'
import { lingerWhenClosing } from './http/linger-when-closing.ts'
import {
  closeServer,
  type ListenAddress,
  originOf,
  refusePort,
  requireFreePorts,
  startListening,
} from './http/listening.ts'
import type { Credentials } from './modules/api-clients/clients/credentials.ts'
import { requireUsableStream } from './modules/foundation/audit-stream/require-usable-stream.ts'
import { listOrganizations } from './modules/foundation/organizations/list-organizations.ts'
import { reachedOrganization } from './modules/foundation/organizations/organization-directory.ts'
import { issueSetUpLink } from './modules/set-up/first-administrator/issue-set-up-link.ts'
import { firstStart } from './modules/set-up/first-start/first-start.ts'

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
  stop(options?: { graceMilliseconds?: number; drainMilliseconds?: number }): Promise<void>
}

/** Opens everything in order, and listens. If a step fails, what was opened is closed again. */
export async function startServer(config: Config, environment: NodeJS.ProcessEnv): Promise<RunningServer> {
  const log = createLog(config.logLevel)
  const addresses = addressesOf(config)
  // What can be wrong is found before anything is written, the credentials of a first start above all.
  requireUsableMasterKeys(environment)
  await requireUsableStream(config.auditStream, config.dataFolder)
  await requireFreePorts(addresses.metrics ? [addresses.api, addresses.metrics] : [addresses.api])
  const context = await openContext({ config, environment, log, exclusive: true })
  const opened: { close(): Promise<void> }[] = [context]
  try {
    const first = await firstStart(context, { sample: config.sample })
    const metrics = createMetrics()
    const drain = createDrain()
    const app = await buildApp(context, { metrics, drain })
    const beginLinger = lingerWhenClosing(app.server)
    opened.unshift(app)
    const metricsServer = addresses.metrics && createMetricsServer(metrics.registry, config.metricsHost)
    if (metricsServer && addresses.metrics) {
      await startListening(metricsServer, addresses.metrics)
      opened.unshift({
        close() {
          metricsServer.closeAllConnections()
          return closeServer(metricsServer)
        },
      })
    }
    const listening = await listen(app, context, addresses.api)
    if (config.publicUrl === undefined && !isLoopback(config.host)) {
      log.warn(`tokens and links name ${context.publicUrl()}: set --public-url to the URL that clients elsewhere use`)
    }
    return {
      publicUrl: context.publicUrl(),
      listening,
      metricsUrl: metricsServer && `${originOf(metricsServer.address() as AddressInfo)}/metrics`,
      data: describeDatabase(config),
      isFirstStart: first !== undefined,
      credentials: first?.credentials,
      setUpLink: await setUpLinkOf(context),
      async stop({ graceMilliseconds = 10_000, drainMilliseconds = 0 } = {}) {
        if (drainMilliseconds > 0) {
          log.info({ drainMilliseconds }, 'not ready any more, and stopping soon')
          drain.begin()
          await sleep(drainMilliseconds)
        }
        log.info('stopping')
        const endLinger = beginLinger()
        const cut = setTimeout(() => {
          log.warn({ graceMilliseconds }, 'requests that took longer are cut off')
          app.server.closeAllConnections()
        }, graceMilliseconds)
        for (const part of opened) await part.close()
        clearTimeout(cut)
        endLinger()
        log.info('stopped')
      },
    }
  } catch (error) {
    for (const part of opened) await part.close()
    throw error
  }
}

/** With several organizations there is none: `portico organization set-up-link` makes it for the one that is named. */
async function setUpLinkOf(context: Context): Promise<string | undefined> {
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

async function listen(app: FastifyInstance, context: Context, address: ListenAddress): Promise<string> {
  // Port 0 means a free port, which is known once the server listens. This runs before the first request.
  app.server.once('listening', () => context.setPort((app.server.address() as AddressInfo).port))
  await app.listen({ host: address.host, port: address.port }).catch((error) => refusePort(error, address))
  return originOf(app.server.address() as AddressInfo)
}
