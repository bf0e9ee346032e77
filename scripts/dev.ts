/**
 * `npm run dev`: the server, which starts again when its code changes, and the portal with hot reload, until Ctrl+C.
 * What follows `--` goes to `portico start`, for instance `npm run dev -- --data ./scratch --no-sample`.
 *
 * Browsers open the portal at Vite's address. It passes on what is not a page to the server, whose public URL it is, so
 * that signing in stays there.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createServer } from 'vite'

const root = join(import.meta.dirname, '..')
const portalPort = 5173
/** What the server answers and Vite does not. A pattern: `/api-clients` is a page. */
const serverPaths = '^/(?:api|auth|docs|healthz|identity|portal|readyz)(?:[/?]|$)'

const args = process.argv.slice(2)
const { values } = parseArgs({ args, options: { port: { type: 'string' } }, strict: false })
const serverUrl = `http://127.0.0.1:${values.port ?? process.env.PORTICO_PORT ?? 8080}`

const vite = await createServer({
  configFile: join(root, 'packages/portal/vite.config.ts'),
  clearScreen: false,
  logLevel: 'warn',
  server: { port: portalPort, proxy: { [serverPaths]: { target: serverUrl } } },
})
await vite.listen()
const portalUrl = vite.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? `http://localhost:${portalPort}`

const server = spawn(
  process.execPath,
  ['--watch', '--watch-preserve-output', 'packages/cli/src/main.ts', 'start', ...args],
  { cwd: root, stdio: 'inherit', env: { PORTICO_PUBLIC_URL: portalUrl, ...process.env } },
)
console.log(`
The portal with hot reload: ${portalUrl}
The server, which starts again when its code changes: ${serverUrl}
Ctrl+C ends both.
`)

// The terminal sends Ctrl+C to the server too, and a second signal within a second does not hurry it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal))
const [code] = await once(server, 'exit')
await vite.close()
process.exit(code ?? 0)
