import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { SettingError } from '../config/settings.ts'

/** An address to listen on, and the option that chooses its port. */
export interface Place {
  host: string
  port: number
  flag: string
}

/**
 * Refuses a port that cannot be had. Asked before anything is done that happens only once.
 * @throws SettingError
 */
export async function requireFreePorts(places: Place[]): Promise<void> {
  const probes: Server[] = []
  try {
    for (const place of places) {
      const probe = createServer()
      await startListening(probe, place)
      probes.push(probe)
    }
  } finally {
    await Promise.all(probes.map(closed))
  }
}

/** @throws SettingError where the port cannot be had */
export async function startListening(server: Server, { host, port, flag }: Place): Promise<void> {
  server.listen({ host, port })
  await once(server, 'listening').catch((error) => refusePort(error, { host, port, flag }))
}

export function refusePort(error: NodeJS.ErrnoException, { host, port, flag }: Place): never {
  const reasons: Record<string, string> = {
    EADDRINUSE: `cannot listen on ${host} port ${port}: another program listens there. Choose another port with ${flag}`,
    EACCES: `cannot listen on ${host} port ${port}: ports below 1024 need privileges. Choose another port with ${flag}`,
    EADDRNOTAVAIL: `cannot listen on ${host}: this machine does not have that address`,
    ENOTFOUND: `cannot listen on ${host}: there is no such host name`,
    EAI_AGAIN: `cannot listen on ${host}: the host name cannot be looked up`,
  }
  const reason = reasons[error.code ?? '']
  if (!reason) throw error
  throw new SettingError(`${flag}: ${reason}.`)
}

export const closed = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()))

export const originOf = ({ address, port, family }: AddressInfo): string =>
  `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
