import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { SettingError } from '../config/settings.ts'

/** An address to listen on, and the options that set it. */
export interface ListenAddress {
  host: string
  port: number
  hostFlag: string
  portFlag: string
}

/**
 * Checks that the ports are free, before the first start does what happens only once.
 * @throws SettingError if a port is taken or not allowed
 */
export async function requireFreePorts(addresses: ListenAddress[]): Promise<void> {
  const probes: Server[] = []
  try {
    for (const address of addresses) {
      const probe = createServer()
      await startListening(probe, address)
      probes.push(probe)
    }
  } finally {
    await Promise.all(probes.map(closeServer))
  }
}

/** @throws SettingError if the port is taken or not allowed */
export async function startListening(server: Server, address: ListenAddress): Promise<void> {
  server.listen({ host: address.host, port: address.port })
  await once(server, 'listening').catch((error) => refusePort(error, address))
}

/** @throws SettingError where the error says that the port or the address cannot be used, or else the error itself */
export function refusePort(error: NodeJS.ErrnoException, address: ListenAddress): never {
  const { host, port, hostFlag, portFlag } = address
  const reasons: Record<string, string> = {
    EADDRINUSE: `${portFlag}: cannot listen on ${host} port ${port}: another program listens there, perhaps another Portico or its metrics. Choose another port with ${portFlag}`,
    EACCES: `${portFlag}: cannot listen on ${host} port ${port}: ports below 1024 need privileges. Choose another port with ${portFlag}`,
    EADDRNOTAVAIL: `${hostFlag}: cannot listen on ${host}: this machine does not have that address`,
    ENOTFOUND: `${hostFlag}: cannot listen on ${host}: there is no such host name`,
    EAI_AGAIN: `${hostFlag}: cannot listen on ${host}: the host name cannot be looked up`,
  }
  const reason = reasons[error.code ?? '']
  if (!reason) throw error
  throw new SettingError(`${reason}.`)
}

/** Resolves when all connections of the server are closed */
export const closeServer = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()))

/** The origin of an address on which a server listens, over plain HTTP */
export const originOf = ({ address, port, family }: AddressInfo): string =>
  `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
