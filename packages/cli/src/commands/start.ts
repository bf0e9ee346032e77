import { isPortalBuilt } from '@portico/server/config/portal-folder.ts'
import { type SettingName, settings } from '@portico/server/config/settings.ts'
import type { RunningServer } from '@portico/server/main.ts'
import { Command, Option } from 'commander'
import { io } from '../io.ts'
import { keptByNpm, throughNpm } from '../npm-options.ts'
import { addSettingsOptions, configFromOptions } from '../settings-options.ts'
import { welcome } from '../welcome.ts'

export function startCommand(): Command {
  const names = (Object.keys(settings) as SettingName[]).filter((name) => name !== 'sample')
  const command = new Command('start')
  return addSettingsOptions(command, names)
    .addOption(new Option('--sample', `${settings.sample.description} (${settings.sample.env})`))
    .addOption(new Option('--no-sample', 'start with an empty organization'))
    .option('--json', 'print where everything is as one line of JSON')
    .addHelpText(
      'after',
      `
The master key, which encrypts the signing keys, is in the file master.key of the data folder, or in PORTICO_MASTER_KEY
(32 bytes in base64 or hex). Several servers on one PostgreSQL database need the same one.

Examples:
  portico start
  portico start --port 9000 --data /var/lib/portico --public-url https://id.example.com
  PORTICO_DATABASE=postgres://portico:secret@db.example.com/portico portico start --host 0.0.0.0`,
    )
    .action(async (options: { json?: boolean }, command: Command) => {
      const kept = keptByNpm(io().env)
      if (kept.length > 0) {
        const all = kept.join(' ')
        command.error(`error: npm keeps options that stand before --: ${throughNpm(all, io().env)}`)
      }
      // A switch that was not given must not hide its environment variable.
      const given = Object.fromEntries(
        Object.entries(options).filter(([name]) => command.getOptionValueSource(name) === 'cli'),
      )
      // Imported here, so that other commands don't load the server.
      const { startServer } = await import('@portico/server/main.ts')
      const config = configFromOptions(given)
      const server = await startServer(config, io().env)
      stopOnSignal(server, config.drainTime * 1_000)
      // Standard output is left to what is streamed there.
      const output = config.auditStream === 'stdout' ? io().stderr : io().stdout
      output.write(
        options.json ? `${JSON.stringify(facts(server))}\n` : welcome(server, { hasPortal: isPortalBuilt() }),
      )
      setTimeout(collectGarbage, 2_000).unref()
    })
}

/**
 * What only the start needed is a tenth of the memory, and V8 would keep it until there is a lot more. It is collected
 * once, after the first requests of whoever waited for the start. bin/portico.cjs exposes `gc`. Any other flavor keeps the
 * pages that become free for later, and the process as large as it is.
 */
const collectGarbage = (): void => void globalThis.gc?.({ execution: 'async', flavor: 'last-resort' })

const facts = ({ stop, ...rest }: RunningServer) => rest

/**
 * The first signal stops in order; another one a second later, or a stop that takes half a minute, at once. Under npm, one
 * Ctrl+C can arrive twice: from the terminal and from npm. Whoever presses it waits for no load balancer: only SIGTERM
 * lets the server drain.
 */
function stopOnSignal(server: RunningServer, drainTime: number): void {
  let since: number | undefined
  const stop = async (drainMilliseconds: number): Promise<void> => {
    if (since !== undefined) {
      if (performance.now() - since > 1_000) process.exit(1)
      return
    }
    since = performance.now()
    setTimeout(() => process.exit(1), drainMilliseconds + 30_000).unref()
    await server.stop({ drainMilliseconds })
    process.exit(0)
  }
  process.on('SIGINT', () => stop(0))
  process.on('SIGTERM', () => stop(drainTime))
}
