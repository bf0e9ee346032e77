import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { CommandError } from '../failures.ts'
import { io } from '../io.ts'

/** The credentials of an API client for one server. */
export interface Profile {
  clientId: string
  clientSecret: string
}

/** The servers that the user is logged in to, by URL; `current` is the last one. */
interface Profiles {
  current: string | null
  servers: Record<string, Profile>
}

/** In the user's own folder for settings: $XDG_CONFIG_HOME or ~/.config, on Windows %APPDATA%. */
export function profilesFile(): string {
  const { env } = io()
  const folder =
    (process.platform === 'win32' ? env.APPDATA : undefined) || env.XDG_CONFIG_HOME || join(homedir(), '.config')
  return join(folder, 'portico', 'credentials.json')
}

export function readProfiles(): Profiles {
  const file = profilesFile()
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { current: null, servers: {} }
    throw error
  }
  try {
    const { current = null, servers } = JSON.parse(text)
    if (typeof servers === 'object' && servers !== null) return { current, servers }
  } catch {}
  throw new CommandError(`${file} cannot be read. Remove it and run portico login.`)
}

/** Writes the file whole or not at all. Only its owner can read it, from the first byte on. */
export function writeProfiles(profiles: Profiles): void {
  const file = profilesFile()
  const folder = dirname(file)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  const temporary = `${file}.${process.pid}`
  try {
    writeFileSync(temporary, `${JSON.stringify(profiles, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    renameSync(temporary, file)
  } finally {
    rmSync(temporary, { force: true })
  }
}
