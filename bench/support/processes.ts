import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** This checkout's command */
export const porticoProgram = fileURLToPath(new URL('../../packages/portico/bin/portico.cjs', import.meta.url))

/** The command of another checkout, which may be from before there was a bundle */
export function programOf(folder: string): string {
  const places = ['packages/portico/bin/portico.cjs', 'packages/cli/bin/portico.mjs'].map((path) => join(folder, path))
  return places.find((path) => existsSync(path)) ?? ''
}

export interface ServerProcess {
  url: string
  process: ChildProcess
  stop(): Promise<void>
}

/** Requests are counted as ever, but as many as a benchmark makes are allowed. */
export const beyondReach = ['--rate-limit', '10000000']

/**
 * Starts the server as users do, on a free port, with its log going nowhere.
 * @param program the command of another checkout
 */
export async function startPortico(
  dataFolder: string,
  more: string[] = [],
  program = porticoProgram,
): Promise<ServerProcess & { metricsUrl: string }> {
  const options = ['start', '--json', '--data', dataFolder, '--port', '0', '--metrics-port', '0', ...more]
  const { process, line } = await spawnAndRead([program, ...options])
  const { listening, metricsUrl } = JSON.parse(line)
  return { url: listening, metricsUrl, process, stop: () => stop(process) }
}

/** Starts one of the ceilings: a script that prints its URL. */
export async function startCeiling(script: string, ...options: string[]): Promise<ServerProcess> {
  const { process, line } = await spawnAndRead([
    fileURLToPath(new URL(`../ceilings/${script}`, import.meta.url)),
    ...options,
  ])
  return { url: line, process, stop: () => stop(process) }
}

async function spawnAndRead(options: string[]): Promise<{ process: ChildProcess; line: string }> {
  const child = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'ignore'] })
  let text = ''
  for await (const chunk of child.stdout) {
    text += chunk
    if (text.includes('\n')) break
  }
  if (!text) throw new Error(`${options[0]} ended before it listened`)
  return { process: child, line: text.trim() }
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}
