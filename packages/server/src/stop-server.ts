import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { Drain } from './http/hooks/refuse-while-stopping.ts'
import { closeServer } from './http/listening.ts'
import type { WholeServer } from './load-whole-server.ts'
import type { OpenedTokenContext } from './token-context.ts'

/** What a start has opened so far */
export interface ServerParts {
  context: OpenedTokenContext
  tokenApp?: FastifyInstance
  metricsServer?: Server
  /** Once somebody has asked for it */
  wholeServer?: Promise<WholeServer>
  /** Loads the whole server where nobody asks for it. */
  loadTimer?: NodeJS.Timeout
  isStopping?: boolean
}

export interface StopOptions {
  graceMilliseconds?: number
  drainMilliseconds?: number
}

interface StopParts {
  log: Logger
  drain: Drain
  /** Lets connections without a request stay open for a while: see `lingerWhenClosing`. */
  beginLinger: () => () => void
}

/** First no load balancer sends more, then the running requests are answered, then everything is closed. */
export async function stopServer(
  parts: ServerParts,
  { log, drain, beginLinger }: StopParts,
  { graceMilliseconds = 10_000, drainMilliseconds = 0 }: StopOptions = {},
): Promise<void> {
  if (drainMilliseconds > 0) {
    log.info({ drainMilliseconds }, 'not ready any more, and stopping soon')
    drain.begin()
    await sleep(drainMilliseconds)
  }
  log.info('stopping')
  const endLinger = beginLinger()
  const cut = setTimeout(() => {
    log.warn({ graceMilliseconds }, 'requests that took longer are cut off')
    parts.tokenApp?.server.closeAllConnections()
  }, graceMilliseconds)
  parts.isStopping = true
  clearTimeout(parts.loadTimer)
  await closeParts(parts)
  clearTimeout(cut)
  endLinger()
  log.info('stopped')
}

/** Closes what has been opened: what answers requests before what it answers them with, and the database last. */
export async function closeParts(parts: ServerParts): Promise<void> {
  if (parts.metricsServer) {
    parts.metricsServer.closeAllConnections()
    await closeServer(parts.metricsServer)
  }
  if (!parts.wholeServer) await parts.tokenApp?.close()
  // What the token app was still answering may have had the whole server loaded, which closes the token app, too.
  const wholeServer = await parts.wholeServer
  await wholeServer?.app.close()
  await (wholeServer ? wholeServer.closeContext() : parts.context.close())
}
