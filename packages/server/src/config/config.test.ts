import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { describe, test } from 'node:test'
import { type Config, readConfig } from './config.ts'
import { SettingError, type SettingName, settings } from './settings.ts'

const defaults: Config = {
  dataFolder: resolve('data'),
  database: 'sqlite',
  databaseReplica: undefined,
  host: '127.0.0.1',
  port: 8080,
  publicUrl: undefined,
  metricsHost: '127.0.0.1',
  metricsPort: 8081,
  trustedProxies: [],
  sample: true,
  logLevel: 'info',
  auditRetentionDays: undefined,
  rotateSigningKeysEveryDays: undefined,
  hstsSubdomains: false,
  auditStream: undefined,
  smtp: undefined,
  smtpAllowedNetworks: [],
  outgoingAllowedNetworks: [],
  invitationsPerHour: 100,
  strict: false,
  readTimeout: 10,
  drainTime: 0,
  tokenGrace: 0,
  rateLimits: { perMinute: 60_000, bulkPerMinute: undefined },
}

/** For each setting: what is typed, what it changes, what is refused, and words that the refusal must have. */
const cases: Record<
  Exclude<SettingName, 'smtpUrl' | 'mailFrom' | 'tokenGrace' | 'databaseReplica'>,
  { typed: string; gives: Partial<Config>; refused: string[]; allowed: string }
> = {
  data: { typed: '/srv/portico', gives: { dataFolder: '/srv/portico' }, refused: [''], allowed: 'a folder' },
  database: {
    typed: 'postgres://u:p%25@db:5433/portico',
    gives: { database: 'postgres://u:p%25@db:5433/portico', drainTime: 5 },
    refused: ['', 'mysql://db/portico', 'SQLITE', 'postgres:db', 'postgres://u:100%@db/portico', 'postgres://u@:x'],
    allowed: "'sqlite' (a file in the data folder) or a URL such as postgres://user:password@host:5432/name",
  },
  host: {
    typed: '::',
    gives: { host: '::', sample: false },
    refused: ['', 'a b', 'a\nb', 'http://x', '-x', 'x_y'],
    allowed: 'IP address',
  },
  port: {
    typed: '9000',
    gives: { port: 9000, metricsPort: 9001 },
    refused: ['', '-1', '65536', '80a', '1e3', ' 80', '8080.5'],
    allowed: 'a port from 0 to 65535',
  },
  publicUrl: {
    typed: 'https://ID.example.com:8443/Sign_In/v1.0/',
    gives: { publicUrl: 'https://id.example.com:8443/Sign_In/v1.0' },
    refused: [
      ...['', 'id.example.com', 'ftp://id.example.com', 'https://u@x', 'https://x?y', 'https://x/a?y', 'https://x/a#y'],
      ...['https://x//', 'https://x/a//b', 'https://x/a/../b', 'https://x/..', 'https://x/%2e%2e/a', 'https://x/a;b'],
      ...['https://x/a b', 'https://x/ä', 'https://x\\a', 'https://x/a//'],
    ],
    allowed: 'an http or https URL with no path, or one of letters',
  },
  metricsPort: { typed: 'off', gives: { metricsPort: 'off' }, refused: ['', 'on', '70000'], allowed: 'off' },
  metricsHost: {
    typed: '0.0.0.0',
    gives: { metricsHost: '0.0.0.0' },
    refused: ['', '1.2.3.4/8'],
    allowed: 'IP address',
  },
  trustedProxies: {
    typed: '10.0.0.0/8, ::1',
    gives: { trustedProxies: ['10.0.0.0/8', '::1'] },
    refused: ['', 'proxy.local', '10.0.0.0/33', '::1/129', '10.0.0.1,', '10.0.0.0/x', '10.0.0.0/8/8'],
    allowed: 'IP addresses or CIDR ranges, comma-separated',
  },
  sample: { typed: 'false', gives: { sample: false }, refused: ['', 'no', '1', 'TRUE'], allowed: 'true or false' },
  readTimeout: {
    typed: '30',
    gives: { readTimeout: 30 },
    refused: ['', '0', '-1', '1.5', '301', 'off'],
    allowed: 'a number of seconds from 1 to 300',
  },
  drainTime: {
    typed: '20',
    gives: { drainTime: 20 },
    refused: ['', '-1', '1.5', '301', 'off'],
    allowed: 'a number of seconds from 0 to 300',
  },
  logLevel: {
    typed: 'warn',
    gives: { logLevel: 'warn' },
    refused: ['', 'verbose', 'INFO'],
    allowed: 'one of debug, info, warn, error, silent',
  },
  auditStream: {
    typed: 'file:/var/log/portico/audit.jsonl',
    gives: { auditStream: { file: '/var/log/portico/audit.jsonl' } },
    refused: ['', 'file:', 'stdout', '/var/log/audit.jsonl', 'file:/var/log/'],
    allowed: 'file: and a path',
  },
  auditRetention: {
    typed: '365',
    gives: { auditRetentionDays: 365 },
    refused: ['', '0', '-1', '1.5', '40000', 'never'],
    allowed: 'a number of days from 1 to 36,500, or forever',
  },
  smtpAllowedNetworks: {
    typed: '10.0.0.0/8,fd00::1',
    gives: { smtpAllowedNetworks: ['10.0.0.0/8', 'fd00::1'] },
    refused: ['', 'mail.local', '10.0.0.0/33', 'fe80::1%eth0'],
    allowed: 'IP addresses or CIDR ranges, comma-separated',
  },
  outgoingAllowedNetworks: {
    typed: '10.1.0.0/16,::1',
    gives: { outgoingAllowedNetworks: ['10.1.0.0/16', '::1'] },
    refused: ['', 'idp.local', '10.0.0.0/33', 'fe80::1%eth0'],
    allowed: 'IP addresses or CIDR ranges, comma-separated',
  },
  rotateSigningKeysEvery: {
    typed: '90',
    gives: { rotateSigningKeysEveryDays: 90 },
    refused: ['', '0', '-1', '90d', '4000', 'forever'],
    allowed: 'a number of days from 1 to 3,650, or never',
  },
  rateLimit: {
    typed: '6000',
    gives: { rateLimits: { perMinute: 6000, bulkPerMinute: undefined } },
    refused: ['', '0', '-5', '1e3', '9999999999', 'on'],
    allowed: 'a number of requests a minute from 1 to 1,000,000,000, or off',
  },
  strict: { typed: 'true', gives: { strict: true }, refused: ['', 'yes', '1', 'True'], allowed: 'true or false' },
  invitationsPerHour: {
    typed: '5',
    gives: { invitationsPerHour: 5 },
    refused: ['', '0', '-1', 'many'],
    allowed: 'a number of invitations from 1 to 1,000,000, or off',
  },
  hstsSubdomains: {
    typed: 'true',
    gives: { hstsSubdomains: true },
    refused: ['', 'yes', '1'],
    allowed: 'true or false',
  },
  odcRateLimits: {
    typed: 'true',
    gives: { rateLimits: { perMinute: 100, bulkPerMinute: 5 } },
    refused: ['', 'yes', '1'],
    allowed: 'true or false',
  },
}

test('a database’s URL says whether there is TLS in one way only', () => {
  for (const parameter of ['sslmode=require', 'sslmode=prefer', 'sslmode=', 'ssl=true', 'ssl=no-verify']) {
    assert.throws(
      () => readConfig({ database: `postgres://db/x?${parameter}` }, {}),
      /sslmode=verify-full.*sslmode=disable/,
    )
  }
  for (const parameter of ['sslmode=verify-full&sslrootcert=/etc/ca.pem', 'sslmode=disable']) {
    const database = `postgres://db/x?${parameter}`
    assert.equal(readConfig({ database }, {}).database, database)
  }
})

test('without options and variables, every setting has its default', () => {
  assert.deepEqual(readConfig({}, { PATH: '/bin' }), defaults)
})

test('the sample is made where the server listens on loopback; elsewhere only where it is asked for', () => {
  for (const host of [
    '127.0.0.1',
    '127.8.9.10',
    '::1',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    'localhost',
    'LocalHost',
  ]) {
    assert.equal(readConfig({ host }, {}).sample, true, host)
    assert.equal(readConfig({ host, sample: 'false' }, {}).sample, false, host)
  }
  for (const host of [
    '0.0.0.0',
    '::',
    '10.0.0.1',
    '128.0.0.1',
    '::ffff:10.0.0.1',
    'id.example.com',
    'localhost.example.com',
  ]) {
    assert.equal(readConfig({}, { PORTICO_HOST: host }).sample, false, host)
    assert.equal(readConfig({ host, sample: 'true' }, {}).sample, true, host)
    assert.equal(readConfig({ host }, { PORTICO_SAMPLE: 'true' }).sample, true, host)
  }
})

for (const [name, { typed, gives, refused, allowed }] of Object.entries(cases)) {
  const { flag, env } = settings[name as SettingName]
  describe(`${flag}, ${env}`, () => {
    test('is taken from the option and from the variable', () => {
      assert.deepEqual(readConfig({ [name]: typed }, {}), { ...defaults, ...gives })
      assert.deepEqual(readConfig({}, { [env]: typed }), { ...defaults, ...gives })
    })

    test('the option wins over the variable, even over one that is wrong', () => {
      assert.deepEqual(readConfig({ [name]: typed }, { [env]: refused.at(-1) }), { ...defaults, ...gives })
    })

    test('a value that cannot be used is refused in one line that names the setting and what is allowed', () => {
      for (const value of refused) {
        for (const [source, config] of [
          [flag.split(' ')[0], () => readConfig({ [name]: value }, {})],
          [env, () => readConfig({}, { [env]: value })],
        ] as const) {
          assert.throws(config, (error: Error) => {
            assert.ok(error instanceof SettingError, `${value}: ${error}`)
            assert.ok(error.message.startsWith(`${source}: `), error.message)
            assert.ok(error.message.includes(allowed), error.message)
            assert.ok(!error.message.includes('\n'))
            return true
          })
        }
      }
    })
  })
}

test('the password in a database URL is never repeated', () => {
  const wrong = ['postgres://u:s3cret-word@db/x%', 'mysql://u:s3cret-word@db/x', 's3cret-word']
  const wrongReplicas = ['postgres://u:s3cret-word@a,b/x', 'postgres://u:s3cret-word@a/x?sslmode=prefer']
  for (const [flag, env, name, values] of [
    ['--database', 'PORTICO_DATABASE', 'database', wrong],
    ['--database-replica', 'PORTICO_DATABASE_REPLICA', 'databaseReplica', [...wrong, ...wrongReplicas]],
  ] as const) {
    const others = name === 'database' ? {} : { database: 'postgres://db/x' }
    for (const value of values) {
      for (const [source, config] of [
        [flag, () => readConfig({ ...others, [name]: value }, {})],
        [env, () => readConfig(others, { [env]: value })],
      ] as const) {
        assert.throws(
          config,
          ({ message }: Error) => !message.includes('s3cret') && message.startsWith(`${source}: this value is not`),
        )
      }
    }
  }
})

test('a long value is cut in the message', () => {
  assert.throws(
    () => readConfig({ port: '9'.repeat(10_000) }, {}),
    ({ message }: Error) => message.length < 300,
  )
})

test('an unknown variable is refused, with the ones that there are', () => {
  assert.throws(
    () => readConfig({}, { PORTICO_PROT: '9000' }),
    (error: Error) => {
      assert.ok(error instanceof SettingError)
      assert.match(error.message, /^PORTICO_PROT: there is no such setting\. There are PORTICO_DATA, PORTICO_DATABASE,/)
      assert.match(error.message, /PORTICO_MASTER_KEY, PORTICO_MASTER_KEY_NEXT\.$/)
      return true
    },
  )
  assert.deepEqual(readConfig({}, { PORTICO_MASTER_KEY: 'x', PORTICO_TEST_POSTGRES: 'y', PORT: '1' }), defaults)
})

test('the metrics take the port after the API, or a free one where there is none after it', () => {
  const ports = (port: string, metricsPort?: string) =>
    readConfig({ port, ...(metricsPort ? { metricsPort } : {}) }, {}).metricsPort
  assert.equal(ports('9000'), 9001)
  assert.equal(ports('0'), 0)
  assert.equal(ports('65535'), 0)
  assert.equal(ports('9000', '0'), 0)
  assert.equal(ports('0', '0'), 0)
})

test('a grace time for tokens is for PostgreSQL, and off unless it is given', () => {
  const read = (tokenGrace: string, database = 'postgres://db/x') => readConfig({ tokenGrace, database }, {}).tokenGrace
  assert.deepEqual([read('300'), read('86400'), read('off'), read('off', 'sqlite')], [300, 86_400, 0, 0])
  for (const wrong of ['0', '-1', '1.5', '86401', '5m', ''])
    assert.throws(() => read(wrong), /^Error: --token-grace: .*a number of seconds from 1 to 86,400, or off/)
  assert.throws(() => read('300', 'sqlite'), /--token-grace: it is for PostgreSQL/)
})

test('requests are limited unless that is switched off', () => {
  assert.equal(readConfig({}, {}).rateLimits.perMinute, 60_000)
  assert.deepEqual(readConfig({ rateLimit: 'off' }, {}).rateLimits, { perMinute: undefined, bulkPerMinute: undefined })
})

test('there are the limits of ODC or one of our own', () => {
  assert.throws(() => readConfig({ odcRateLimits: true, rateLimit: 'off' }, {}), SettingError)
  assert.throws(
    () => readConfig({ odcRateLimits: true, rateLimit: '500' }, {}),
    (error: Error) => error instanceof SettingError && /^--odc-rate-limits: .*--rate-limit/.test(error.message),
  )
})

test('a replica is one PostgreSQL server, beside another one', () => {
  const database = 'postgres://db/x'
  const databaseReplica = 'postgres://replica/x'
  assert.equal(readConfig({ database, databaseReplica }, {}).databaseReplica, databaseReplica)
  for (const [options, says] of [
    [{ databaseReplica }, /^--database-replica: it needs --database/],
    [{ database, databaseReplica: 'sqlite' }, /^--database-replica: .*takes a URL such as/],
    [{ database, databaseReplica: 'mysql://a/x' }, /^--database-replica: .*takes a URL such as/],
    [{ database, databaseReplica: 'postgres://a:99999/x' }, /^--database-replica: .*takes a URL such as/],
    [
      { database, databaseReplica: 'postgres://a/x?sslmode=prefer' },
      /^--database-replica: .*takes sslmode=verify-full/,
    ],
    [{ database, databaseReplica: 'postgres://a,b/x' }, /^--database-replica: .*one host/],
  ] as const)
    assert.throws(
      () => readConfig(options, {}),
      (error: Error) => error instanceof SettingError && says.test(error.message),
    )
})

test('API and metrics must not be given one port', () => {
  assert.throws(
    () => readConfig({ port: '9000', metricsPort: '9000' }, {}),
    (error: Error) => error instanceof SettingError && /^--metrics-port: .*--port/.test(error.message),
  )
})

test('an IPv6 address to listen on that means one of IPv4 is that', () => {
  for (const [typed, host] of [
    ['::ffff:127.0.0.1', '127.0.0.1'],
    ['0:0:0:0:0:FFFF:c000:201', '192.0.2.1'],
    ['::', '::'],
    ['2001:DB8::1', '2001:DB8::1'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
  ] as const) {
    assert.equal(readConfig({ host: typed }, {}).host, host)
    assert.equal(readConfig({ metricsHost: typed }, {}).metricsHost, host)
  }
})
