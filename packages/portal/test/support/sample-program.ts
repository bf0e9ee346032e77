import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterFile } from '@portico/testing/after-file.ts'

const examples = join(import.meta.dirname, '../../../../examples')

/** A port that is free at this moment: what is registered names it before the program listens there. */
export async function freePort(): Promise<number> {
  const listener = createServer().listen(0, 'localhost')
  await new Promise((resolve) => listener.once('listening', resolve))
  const { port } = listener.address() as AddressInfo
  await new Promise((resolve) => listener.close(resolve))
  return port
}

/** Starts a program of `examples/` as its first lines say, and waits until it says where to open it. Ends after the file. */
export async function startSample(path: string, environment: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, [join(examples, path)], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  afterFile(() => void child.kill())
  for await (const line of createInterface(child.stdout)) if (line.startsWith('Open ')) return
  throw new Error(`${path} ended without saying where to open it`)
}
