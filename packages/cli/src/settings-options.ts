import { type Config, readConfig } from '@portico/server/config/config.ts'
import { type Setting, type SettingName, settings } from '@portico/server/config/settings.ts'
import { type Command, Option } from 'commander'
import { io } from './io.ts'
import { withWords } from './with-words.ts'

/** Gives a command options for some of the settings. Their defaults are shown, but decided by the server. */
export function addSettingsOptions(command: Command, names: readonly SettingName[]): Command {
  for (const name of names) {
    const { flag, env, description, default: value, values = [] }: Setting<unknown> = settings[name]
    const shown = value === undefined ? '' : `, default ${value}`
    command.addOption(withWords(new Option(flag, `${description} (${env}${shown})`), values))
  }
  return command
}

/** Where the data is: what commands need that work on the database. */
export const databaseSettings = ['data', 'database'] as const satisfies SettingName[]

export const configFromOptions = (options: object): Config =>
  readConfig(options as Partial<Record<SettingName, string | boolean>>, io().env)
