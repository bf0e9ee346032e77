import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import type { Config } from './config/config.ts'
import { createLog } from './config/log.ts'
import { type Context, openContext } from './context.ts'
import { describeDatabase } from './db/database.ts'
import { createMetrics, createMetricsServer } from './http/hooks/metrics.ts'
import { closed, originOf, type Place, refusePort, requireFreePorts, startListening } from './http/listening.ts'
import type { Credentials } from './modules/api-clients/clients/api-clients-service.ts'
import { listOrganizations } from './modules/foundation/organizations/list-organizations.ts'
import { reach } from './modules/foundation/organizations/organization-directory.ts'
import { firstStart } from './modules/set-up/first-start/first-start.ts'

export interface RunningServer {
  /** The origin that clients use */
  publicUrl: string
  /** Where it really listens */
  listening: string
  /** Where the metrics are; undefined when they are off */
  metricsUrl: string | undefined
  /** Where the data is: a folder, or the host and name of a PostgreSQL database */
  data: string
  /** True where this start found the database empty */
  isFirstStart: boolean
  /** The sample's API client: its secret is shown now or never. */
  credentials: Credentials | undefined
  /** Makes the first administrator, once; undefined where there is one, and where there are several organizations */
  setUpLink: string | undefined
  /** Finishes what runs, takes no new work, closes the database. What runs longer than the grace period is cut off. */
  stop(options?: { graceMilliseconds?: number }): Promise<void>
}

/** Opens everything in order, and listens. What fails on the way closes what was opened. */
export async function startServer(config: Config, environment: NodeJS.ProcessEnv): Promise<RunningServer> {
  const log = createLog(config.logLevel)
  const context = await openContext({ config, environment, log, exclusive: true })
  const places = placesOf(config)
  const opened: { close(): Promise<void> }[] = [context]
  try {
    // Before the first start: its credentials are shown once the server listens, or never.
    await requireFreePorts(places.metrics ? [places.api, places.metrics] : [places.api])
    const first = await firstStart(context, { sample: config.sample })
    const metrics = createMetrics()
    const app = await buildApp(context, { metrics })
    opened.unshift(app)
    const metricsServer = places.metrics && createMetricsServer(metrics.registry)
    if (metricsServer && places.metrics) {
      await startListening(metricsServer, places.metrics)
      opened.unshift({
        close() {
          metricsServer.closeAllConnections()
          return closed(metricsServer)
        },
      })
    }
    const listening = await listen(app, context, places.api)
    return {
      publicUrl: context.publicUrl(),
      listening,
      metricsUrl: metricsServer && `${originOf(metricsServer.address() as AddressInfo)}/metrics`,
      data: describeDatabase(config),
      isFirstStart: first !== undefined,
      credentials: first?.credentials,
      setUpLink: await setUpLinkOf(context),
      async stop({ graceMilliseconds = 10_000 } = {}) {
        log.info('stopping')
        // A connection whose request has just been answered would otherwise stay open until its client lets go.
        const idle = setInterval(() => app.server.closeIdleConnections(), 50)
        const cut = setTimeout(() => {
          log.warn({ graceMilliseconds }, 'requests that took longer are cut off')
          app.server.closeAllConnections()
        }, graceMilliseconds)
        for (const part of opened) await part.close()
        clearTimeout(cut)
        clearInterval(idle)
        log.info('stopped')
      },
    }
  } catch (error) {
    for (const part of opened) await part.close()
    throw error
  }
}

/** With several organizations, the command makes the link of the one that is asked for. */
async function setUpLinkOf({ database, setUp, publicUrl }: Context): Promise<string | undefined> {
  const [organization, another] = await listOrganizations(database)
  if (!organization || another) return undefined
  return (await setUp.issueLink(reach(organization, publicUrl())))?.link
}

function placesOf({ host, port, metricsHost, metricsPort }: Config): { api: Place; metrics: Place | undefined } {
  return {
    api: { host, port, flag: '--port' },
    metrics: metricsPort === 'off' ? undefined : { host: metricsHost, port: metricsPort, flag: '--metrics-port' },
  }
}

async function listen(app: FastifyInstance, context: Context, place: Place): Promise<string> {
  // Known only once it listens where port 0 asks for a free one; before the first request in any case.
  app.server.once('listening', () => context.setPort((app.server.address() as AddressInfo).port))
  await app.listen({ host: place.host, port: place.port }).catch((error) => refusePort(error, place))
  return originOf(app.server.address() as AddressInfo)
}
