import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { type ConnectionOptions, checkServerIdentity } from 'node:tls'
import { isWithin, networkList } from '../config/networks.ts'
import { postgresUrls } from '../config/postgres-urls.ts'
import { SettingError } from '../config/settings.ts'

/** Where the driver connects to, and how. The driver's own reading of TLS parameters is not used. */
export interface PostgresConnection {
  connectionString: string
  ssl: ConnectionOptions | false
  /** Host and port, for messages */
  name: string
}

const loopback = networkList(['127.0.0.0/8', '::1'])

/** A socket in the file system, or this machine: nobody else can read what is sent. */
const isLocal = (host: string): boolean =>
  host === '' || host.startsWith('/') || host === 'localhost' || (isIP(host) > 0 && isWithin(loopback, host))

/** How to connect to each server that the URL names. @throws SettingError where a file cannot be read */
export const postgresConnections = (
  database: string,
  setting = '--database',
): [PostgresConnection, ...PostgresConnection[]] =>
  postgresUrls(database).map((url) => postgresConnection(url, setting)) as [PostgresConnection, ...PostgresConnection[]]

/**
 * TLS with a checked certificate and host name, unless the URL says `sslmode=disable` or the server is on this machine:
 * neither passwords nor data cross a network in plain text by oversight. `sslrootcert` names a file with authorities,
 * `sslcert` and `sslkey` those of a certificate for the client. The environment's PGSSLMODE is not read.
 * @throws SettingError where a file cannot be read
 */
function postgresConnection(database: string, setting: string): PostgresConnection {
  const url = new URL(database)
  const take = (name: string): string | null => {
    const value = url.searchParams.get(name)
    url.searchParams.delete(name)
    return value
  }
  // The host in the query wins, as it does in the driver.
  const host = url.searchParams.get('host') ?? decodeURIComponent(url.hostname).replace(/^\[(.*)\]$/, '$1')
  const mode = take('sslmode') ?? (isLocal(host) ? 'disable' : 'verify-full')
  // Whatever it says, Portico goes to the server that can be written to: see `watchPrimary`.
  take('target_session_attrs')
  const files = { ca: take('sslrootcert'), cert: take('sslcert'), key: take('sslkey') }
  const connectionString = url.href
  const port = url.searchParams.get('port') ?? url.port
  const name = host + (port === '' ? '' : `:${port}`)
  if (mode === 'disable') return { connectionString, ssl: false, name }
  const ssl = {
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    // By itself, TLS would compare the certificate with `localhost` where the host is an IP address.
    checkServerIdentity: (_name, certificate) => checkServerIdentity(host, certificate),
  } satisfies ConnectionOptions
  const given = Object.entries(files).filter(([name, file]) => file !== null && !(name === 'ca' && file === 'system'))
  return {
    connectionString,
    name,
    ssl: { ...ssl, ...Object.fromEntries(given.map(([name, file]) => [name, read(file, setting)])) },
  }
}

function read(file: string | null, setting: string): string {
  try {
    return readFileSync(file ?? '', 'utf8')
  } catch (error) {
    throw new SettingError(`${setting}: the file of a certificate cannot be read: ${(error as Error).message}.`)
  }
}

const tlsCodes = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|HOSTNAME_MISMATCH)/

/** An error of connecting, with what to do where it is about TLS */
export function explainTlsFailure(error: Error & { code?: string }): Error {
  if (/does not support SSL connections/.test(error.message)) {
    const message =
      'TLS with PostgreSQL failed: the server does not offer it. In its URL, ?sslmode=disable goes without'
    return new Error(message, { cause: error })
  }
  if (!tlsCodes.test(error.code ?? '')) return error
  const message = `TLS with PostgreSQL failed: ${error.message}. In its URL, ?sslrootcert=<file> names other authorities`
  return new Error(message, { cause: error })
}
