import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { parseNetworks } from './networks.ts'
import { OperatorError } from './operator-error.ts'
import { parseDatabase, parseDatabaseReplica } from './parse-database.ts'
import { plainAddress } from './plain-address.ts'
import { parsePublicUrl } from './public-url.ts'
import { parseMailSender, parseSmtpUrl } from './smtp.ts'

/** A setting with a value that cannot be used. The message is for the person who starts the server. */
export class SettingError extends OperatorError {}

/** A value that no machine would take: what was typed is wrong usage, whatever is there. */
export class WrongValueError extends SettingError {}

export interface Setting<T> {
  /** The command-line option, in commander's notation. */
  flag: string
  /** The environment variable that does the same. */
  env: string
  description: string
  /** What holds where neither option nor variable is given, as it would be typed. Absent: decided from other settings. */
  default?: string
  /** Whether what was typed may hold a password, as in a URL, and is therefore never repeated */
  mayHoldPassword?: true
  /** The only values, where there are few */
  values?: readonly string[]
  /** Turns what was typed into a value, or throws a message that says what is allowed. */
  parse(text: string): T
}

const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) <= 65_535
const portRule = 'a port from 0 to 65535 (0 picks a free one)'

const port = (text: string): number => {
  if (!isPort(text)) throw new Error(portRule)
  return Number(text)
}

const metricsPort = (text: string): number | 'off' => {
  if (text !== 'off' && !isPort(text)) throw new Error(`${portRule}, or off`)
  return text === 'off' ? text : Number(text)
}

const host = (text: string): string => {
  if (!isIP(text) && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text)) throw new Error('an IP address or a host name')
  // Of IPv6 addresses, those that mean one of IPv4 are named by that.
  const plain = plainAddress(text)
  return plain && isIP(plain) === 4 ? plain : text
}

const yesOrNo = (text: string): boolean => {
  if (text !== 'true' && text !== 'false') throw new Error('true or false')
  return text === 'true'
}

const oneOf = <T extends string>(...values: T[]) => ({
  values,
  parse(text: string): T {
    const value = values.find((v) => v === text)
    if (value === undefined) throw new Error(`one of ${values.join(', ')}`)
    return value
  },
})

const wholeNumberOr =
  <W extends string>(word: W, most: number, what: string) =>
  (text: string): number | W => {
    if (text === word) return word
    if (!/^[1-9]\d{0,9}$/.test(text) || Number(text) > most) {
      throw new Error(`${what} from 1 to ${most.toLocaleString('en')}, or ${word}`)
    }
    return Number(text)
  }

const wholeNumber =
  (most: number, what: string) =>
  (text: string): number => {
    if (/^[1-9]\d{0,9}$/.test(text) && Number(text) <= most) return Number(text)
    throw new Error(`${what} from 1 to ${most.toLocaleString('en')}`)
  }

/** Keeps what the value is, and whether there is a default, in the type. */
const define = <S extends Setting<unknown>>(setting: S): S => setting

/** Every setting there is. The command line, the environment and the documentation are all made from this table. */
export const settings = {
  data: define({
    flag: '--data <folder>',
    env: 'PORTICO_DATA',
    description: 'folder of the SQLite database and of the master key',
    default: './data',
    parse: (text) => {
      if (!text) throw new Error('a folder')
      return resolve(text)
    },
  }),
  database: define({
    flag: '--database <url>',
    env: 'PORTICO_DATABASE',
    description:
      "'sqlite', or the URL of a PostgreSQL database, with all hosts that may be its primary server; another machine is connected to by TLS unless it ends in ?sslmode=disable",
    default: 'sqlite',
    mayHoldPassword: true,
    parse: parseDatabase,
  }),
  databaseReplica: define({
    flag: '--database-replica <url>',
    env: 'PORTICO_DATABASE_REPLICA',
    description:
      'the URL of a streaming replica of the PostgreSQL database, from which lists are read while it has everything that was stored before',
    mayHoldPassword: true,
    parse: parseDatabaseReplica,
  }),
  host: define({
    flag: '--host <address>',
    env: 'PORTICO_HOST',
    description: 'address to listen on; 0.0.0.0 or :: for all of them',
    default: '127.0.0.1',
    parse: host,
  }),
  port: define({
    flag: '--port <number>',
    env: 'PORTICO_PORT',
    description: 'port to listen on',
    default: '8080',
    parse: port,
  }),
  publicUrl: define({
    flag: '--public-url <url>',
    env: 'PORTICO_PUBLIC_URL',
    description:
      'the URL that clients use, with a path or without one, which is also the start of the token issuer; http://localhost:<port> unless given',
    parse: parsePublicUrl,
  }),
  metricsPort: define({
    flag: '--metrics-port <number>',
    env: 'PORTICO_METRICS_PORT',
    description: 'port of the Prometheus metrics, or off; the port after --port unless given',
    parse: metricsPort,
  }),
  metricsHost: define({
    flag: '--metrics-host <address>',
    env: 'PORTICO_METRICS_HOST',
    description: 'address of the Prometheus metrics; requests must name an IP address, localhost or this as their host',
    default: '127.0.0.1',
    parse: host,
  }),
  trustedProxies: define({
    flag: '--trusted-proxies <addresses>',
    env: 'PORTICO_TRUSTED_PROXIES',
    description: 'addresses of the proxies whose X-Forwarded-* headers are trusted, comma-separated; none unless given',
    parse: parseNetworks,
  }),
  hstsSubdomains: define({
    flag: '--hsts-subdomains',
    env: 'PORTICO_HSTS_SUBDOMAINS',
    description:
      'tell browsers to use TLS for all names below that of an https --public-url, too: only where all of them have it',
    default: 'false',
    parse: yesOrNo,
  }),
  sample: define({
    flag: '--sample',
    env: 'PORTICO_SAMPLE',
    description:
      'fill a new database with sample assets, users and groups and an API client; unless given: where --host is a loopback address',
    parse: yesOrNo,
  }),
  logLevel: define({
    flag: '--log-level <level>',
    env: 'PORTICO_LOG_LEVEL',
    description: 'the least serious log lines to write: debug, info, warn, error or silent',
    default: 'info',
    ...oneOf('debug', 'info', 'warn', 'error', 'silent'),
  }),
  auditRetention: define({
    flag: '--audit-retention <days>',
    env: 'PORTICO_AUDIT_RETENTION',
    description: 'how many days audit entries are kept before they are deleted, or forever',
    default: 'forever',
    parse: wholeNumberOr('forever', 36_500, 'a number of days'),
  }),
  rotateSigningKeysEvery: define({
    flag: '--rotate-signing-keys-every <days>',
    env: 'PORTICO_ROTATE_SIGNING_KEYS_EVERY',
    description: 'after how many days of signing a signing key is followed by a new one, or never',
    default: 'never',
    parse: wholeNumberOr('never', 3_650, 'a number of days'),
  }),
  auditStream: define({
    flag: '--audit-stream <target>',
    env: 'PORTICO_AUDIT_STREAM',
    description:
      'where each audit entry is written as a line of JSON: file:<path>, or - for standard output; nowhere unless given',
    parse: (text): { file: string } | 'stdout' => {
      if (text === '-') return 'stdout'
      const path = /^file:(.+[^/])$/.exec(text)?.[1]
      if (path === undefined) throw new Error('file: and a path, such as file:/var/log/portico/audit.jsonl, or -')
      return { file: resolve(path) }
    },
  }),
  smtpUrl: define({
    flag: '--smtp-url <url>',
    env: 'PORTICO_SMTP_URL',
    description:
      'the SMTP server for organizations that have set none, such as smtp://user:password@mail.example.com:587; without any, mail is kept and shown in the log',
    mayHoldPassword: true,
    parse: parseSmtpUrl,
  }),
  mailFrom: define({
    flag: '--mail-from <address>',
    env: 'PORTICO_MAIL_FROM',
    description: "the sender of mail through --smtp-url, such as 'Portico <portico@example.com>'",
    parse: parseMailSender,
  }),
  smtpAllowedNetworks: define({
    flag: '--smtp-allowed-networks <addresses>',
    env: 'PORTICO_SMTP_ALLOWED_NETWORKS',
    description:
      'private addresses at which an organization may have an SMTP server of its own, such as 10.0.0.0/8; public ones only unless given',
    parse: parseNetworks,
  }),
  outgoingAllowedNetworks: define({
    flag: '--outgoing-allowed-networks <addresses>',
    env: 'PORTICO_OUTGOING_ALLOWED_NETWORKS',
    description:
      'private addresses at which identity providers, their metadata and keys, and back-channels may be, such as 10.0.0.0/8; public ones only unless given',
    parse: parseNetworks,
  }),
  rateLimit: define({
    flag: '--rate-limit <requests>',
    env: 'PORTICO_RATE_LIMIT',
    description:
      'how many requests a minute an organization may make to each API, on all servers together, or off; 60000 unless given',
    parse: wholeNumberOr('off', 1_000_000_000, 'a number of requests a minute'),
  }),
  odcRateLimits: define({
    flag: '--odc-rate-limits',
    env: 'PORTICO_ODC_RATE_LIMITS',
    description: 'limit requests as OutSystems Developer Cloud does: 100 a minute, 5 of them POST /users/bulk',
    default: 'false',
    parse: yesOrNo,
  }),
  readTimeout: define({
    flag: '--read-timeout <seconds>',
    env: 'PORTICO_READ_TIMEOUT',
    description: 'how long a list, a count or a part of an export may take before it is stopped and answered with 503',
    default: '10',
    parse: wholeNumber(300, 'a number of seconds'),
  }),
  drainTime: define({
    flag: '--drain-time <seconds>',
    env: 'PORTICO_DRAIN_TIME',
    description:
      'how long SIGTERM lets the server answer as before, while /readyz says 503, so that a load balancer notices; unless given: 5 on PostgreSQL, 0 on SQLite',
    parse: (text) => {
      if (!/^\d{1,3}$/.test(text) || Number(text) > 300) throw new Error('a number of seconds from 0 to 300')
      return Number(text)
    },
  }),
  strict: define({
    flag: '--strict',
    env: 'PORTICO_STRICT',
    description:
      "take requests to OutSystems Developer Cloud's APIs only as documented: refuse unknown names, names in other case and empty parameters",
    default: 'false',
    parse: yesOrNo,
  }),
  tokenGrace: define({
    flag: '--token-grace <seconds>',
    env: 'PORTICO_TOKEN_GRACE',
    description:
      'for how many seconds after PostgreSQL was last reached clients that this node knows still get tokens, or off; what was suspended, deleted or changed meanwhile elsewhere does not count for as long',
    default: 'off',
    parse: wholeNumberOr('off', 86_400, 'a number of seconds'),
  }),
  invitationsPerHour: define({
    flag: '--invitations-per-hour <number>',
    env: 'PORTICO_INVITATIONS_PER_HOUR',
    description: 'how many invitations and links for a new password a member or API client may send in an hour, or off',
    default: '100',
    parse: wholeNumberOr('off', 1_000_000, 'a number of invitations'),
  }),
}

export type SettingName = keyof typeof settings
type ValueOf<S extends Setting<unknown>> = ReturnType<S['parse']> | (S extends { default: string } ? never : undefined)
/** What was given, or the default; undefined where neither is there. */
export type SettingValues = { [N in SettingName]: ValueOf<(typeof settings)[N]> }
