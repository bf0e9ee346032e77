import { isIP } from 'node:net'
import { isWithin, networkList } from './networks.ts'
import { type Setting, type SettingName, type SettingValues, settings, WrongValueError } from './settings.ts'
import type { MailSender, SmtpServer } from './smtp.ts'

/** Settings that are not passed on as they were given: `decide` says what comes of them. */
type Decided =
  | 'sample'
  | 'data'
  | 'metricsPort'
  | 'trustedProxies'
  | 'auditRetention'
  | 'rotateSigningKeysEvery'
  | 'smtpUrl'
  | 'mailFrom'
  | 'smtpAllowedNetworks'
  | 'outgoingAllowedNetworks'
  | 'invitationsPerHour'
  | 'rateLimit'
  | 'odcRateLimits'
  | 'drainTime'
  | 'tokenGrace'

/**
 * What the process runs with: every setting decided. The database's URL may hold a password: never log it. Without a
 * publicUrl it is http://localhost:<port that was bound>. The master key is not in here, see vault.ts.
 */
export interface Config extends Omit<SettingValues, Decided> {
  dataFolder: string
  /** Whether the first start on an empty database makes the sample */
  sample: boolean
  metricsPort: number | 'off'
  trustedProxies: string[]
  /** Undefined: audit entries are kept forever. */
  auditRetentionDays: number | undefined
  /** Undefined: signing keys are rotated by `portico keys rotate` only. */
  rotateSigningKeysEveryDays: number | undefined
  /** For organizations that have no SMTP server of their own. It may hold a password: never log it. */
  smtp: (SmtpServer & { from: MailSender }) | undefined
  /** Where organizations may have an SMTP server, beside public addresses */
  smtpAllowedNetworks: string[]
  /** Where identity providers and whatever else an organization names may be reached, beside public addresses */
  outgoingAllowedNetworks: string[]
  /** Of each member or API client; undefined: not limited */
  invitationsPerHour: number | undefined
  /** Requests a minute to each API of an organization that has no limits of its own; undefined: not limited */
  rateLimits: { perMinute: number | undefined; bulkPerMinute: number | undefined }
  /** Seconds for which SIGTERM lets the server answer as before, not ready any more */
  drainTime: number
  /** Seconds for which tokens are issued from memory while PostgreSQL cannot be reached; 0: no longer than other answers */
  tokenGrace: number
}

/**
 * Environment variables that are no settings: the master keys, which are read with the secrets; the database server of the
 * tests; and those that the commands for servers elsewhere read.
 */
const knownBesides = new Set([
  'PORTICO_MASTER_KEY',
  'PORTICO_MASTER_KEY_NEXT',
  'PORTICO_TEST_POSTGRES',
  'PORTICO_URL',
  'PORTICO_CLIENT_ID',
  'PORTICO_CLIENT_SECRET',
  'PORTICO_CLIENT_SECRET_FILE',
])

/**
 * Decides the configuration from command-line options and environment variables. An option wins over its variable.
 * @throws WrongValueError naming the option or variable and what is allowed
 */
export function readConfig(
  options: Partial<Record<SettingName, string | boolean>>,
  environment: NodeJS.ProcessEnv,
): Config {
  refuseUnknownVariables(environment)
  const values = Object.fromEntries(
    Object.entries<Setting<unknown>>(settings).map(([name, setting]) => {
      const option = options[name as SettingName]
      const source = option !== undefined ? (setting.flag.split(' ')[0] ?? '') : setting.env
      const text = option !== undefined ? String(option) : (environment[setting.env] ?? setting.default)
      return [name, text === undefined ? undefined : parse(setting, source, text)]
    }),
  ) as SettingValues
  return decide(values)
}

function decide(values: SettingValues): Config {
  const { data, metricsPort, trustedProxies, auditRetention, rotateSigningKeysEvery, smtpUrl, mailFrom, ...rest } =
    values
  const {
    sample,
    smtpAllowedNetworks,
    outgoingAllowedNetworks,
    invitationsPerHour,
    rateLimit,
    odcRateLimits,
    drainTime,
    tokenGrace,
    ...others
  } = rest
  const { port } = others
  if (port !== 0 && port === metricsPort) {
    throw new WrongValueError(
      `--metrics-port: ${port} is the port of the API already (--port). Choose another one, or off.`,
    )
  }
  if (others.databaseReplica && others.database === 'sqlite') {
    throw new WrongValueError(
      '--database-replica: it needs --database, the URL of the PostgreSQL server that it follows.',
    )
  }
  return {
    ...others,
    sample: sample ?? isLoopback(others.host),
    dataFolder: data,
    metricsPort: metricsPort ?? (port === 0 || port === 65_535 ? 0 : port + 1),
    trustedProxies: trustedProxies ?? [],
    smtpAllowedNetworks: smtpAllowedNetworks ?? [],
    outgoingAllowedNetworks: outgoingAllowedNetworks ?? [],
    invitationsPerHour: invitationsPerHour === 'off' ? undefined : invitationsPerHour,
    rotateSigningKeysEveryDays: rotateSigningKeysEvery === 'never' ? undefined : rotateSigningKeysEvery,
    auditRetentionDays: auditRetention === 'forever' ? undefined : auditRetention,
    smtp: smtpOf({ smtpUrl, mailFrom }),
    rateLimits: rateLimitsOf({ rateLimit, odcRateLimits }),
    // On SQLite there is no other server that could answer meanwhile.
    tokenGrace: tokenGraceOf(tokenGrace, others.database),
    drainTime: drainTime ?? (others.database === 'sqlite' ? 0 : 5),
  }
}

function tokenGraceOf(given: number | 'off', database: string): number {
  if (given === 'off') return 0
  if (database !== 'sqlite') return given
  throw new WrongValueError('--token-grace: it is for PostgreSQL (--database). SQLite is never away from its server.')
}

/** Others can reach a server that listens elsewhere: no API client is made there unless somebody asks for it. */
export const isLoopback = (host: string): boolean =>
  host.toLowerCase() === 'localhost' || (isIP(host) > 0 && isWithin(loopback, host))

const loopback = networkList(['127.0.0.0/8', '::1'])

/** The server and the sender belong together. */
function smtpOf({ smtpUrl, mailFrom }: Pick<SettingValues, 'smtpUrl' | 'mailFrom'>): Config['smtp'] {
  if (smtpUrl && mailFrom) return { ...smtpUrl, from: mailFrom }
  if (smtpUrl) throw new WrongValueError('--smtp-url: it needs --mail-from, the address that mail comes from.')
  if (mailFrom) throw new WrongValueError('--mail-from: it needs --smtp-url, the server that mail goes through.')
  return undefined
}

/**
 * 1,000 requests a second: more than honest use needs, and few enough that a program in an endless loop leaves room for
 * the other organizations.
 */
const generousPerMinute = 60_000

/** ODC's numbers, or the one that was given. */
function rateLimitsOf({
  rateLimit,
  odcRateLimits,
}: Pick<SettingValues, 'rateLimit' | 'odcRateLimits'>): Config['rateLimits'] {
  if (!odcRateLimits) {
    return { perMinute: rateLimit === 'off' ? undefined : (rateLimit ?? generousPerMinute), bulkPerMinute: undefined }
  }
  if (rateLimit !== undefined) {
    throw new WrongValueError('--odc-rate-limits: it sets the limit to 100 a minute. Leave --rate-limit out.')
  }
  return { perMinute: 100, bulkPerMinute: 5 }
}

function parse(setting: Setting<unknown>, source: string, text: string): unknown {
  try {
    return setting.parse(text)
  } catch (error) {
    throw new WrongValueError(
      `${source}: ${display(setting, text)} is not allowed. It takes ${(error as Error).message}.`,
    )
  }
}

/** In one line, without what may be a password */
const display = ({ mayHoldPassword }: Setting<unknown>, text: string): string =>
  mayHoldPassword ? 'this value' : `'${text.slice(0, 100).replace(/\p{Cc}/gu, '�')}'`

function refuseUnknownVariables(environment: NodeJS.ProcessEnv): void {
  const known = Object.values(settings).map((setting) => setting.env)
  const unknown = Object.keys(environment).find(
    (name) => name.startsWith('PORTICO_') && !known.includes(name) && !knownBesides.has(name),
  )
  if (unknown) {
    throw new WrongValueError(
      `${unknown}: there is no such setting. There are ${[...known, 'PORTICO_MASTER_KEY', 'PORTICO_MASTER_KEY_NEXT'].join(', ')}.`,
    )
  }
}
