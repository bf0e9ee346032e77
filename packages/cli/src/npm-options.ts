import { type Setting, settings } from '@portico/server/config/settings.ts'
import { io } from './io.ts'

/**
 * By what npm was told to run the command: `npm start`, or undefined where it was not npm. npx hands on all options.
 */
function npmCommand({ npm_lifecycle_event: event, npm_lifecycle_script: script = '' }: NodeJS.ProcessEnv) {
  if (!event || event === 'npx' || !/\bportico start\b/.test(script)) return undefined
  return event === 'start' ? 'npm start' : `npm run ${event}`
}

/** `npm start -- --port <number>`, for options that npm would keep for itself; undefined where it was not npm. */
export function throughNpm(options: string, environment: NodeJS.ProcessEnv): string | undefined {
  const npm = npmCommand(environment)
  return npm && `${npm} -- ${options}`
}

/**
 * The settings' options that npm has kept for itself, for want of `--` before them: it hands on their values at most.
 * @returns their flags in commander's notation
 */
export function keptByNpm(environment: NodeJS.ProcessEnv): string[] {
  if (npmCommand(environment) === undefined) return []
  return Object.values<Setting<unknown>>(settings).flatMap(({ flag }) => {
    const name = nameOf(flag)
    const value = environment[`npm_config_${name.replaceAll('-', '_')}`]
    if (value === undefined) return []
    // npm takes --no-sample for an empty sample.
    return value === '' ? [`--no-${name}`] : [flag]
  })
}

/** The notation of the option that a message for people names last */
export const lastOptionIn = (message: string): string | undefined => {
  const name = message.match(/--[a-z-]+/g)?.at(-1)
  return Object.values<Setting<unknown>>(settings).find(({ flag }) => flag.split(' ')[0] === name)?.flag
}

/** A command as the person types it: with `npx` in front where npx ran this one. */
export const asTyped = (command: string): string =>
  io().env.npm_lifecycle_event === 'npx' ? `npx ${command}` : command

const nameOf = (flag: string): string => flag.split(' ')[0]?.slice(2) ?? ''
