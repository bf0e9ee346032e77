import { type Setting, type SettingName, settings } from '../packages/server/src/config/settings.ts'
import { code, note, plain, table } from './markdown.ts'

/** docs/settings.md: what `portico start` can be told, by options or environment variables. */
export const settingsPage = (): string => `${note}

# Settings

Each setting is an option of \`portico start\` or an environment variable; the option wins. A wrong value, or a variable
that begins with \`PORTICO_\` and does not exist, stops the start with one line that says what is allowed. The commands
that work on the database take \`--data\` and \`--database\`, too.

${table(
  ['Option', 'Environment variable', 'Default', 'What it is'],
  (Object.keys(settings) as SettingName[]).map((name) => rowOf(name, settings[name])),
)}

These are variables only:

| Environment variable | What it is |
| --- | --- |
| \`PORTICO_MASTER_KEY\` | the master key: 32 bytes in base64 or hexadecimal. Without it, the first start makes the file \`master.key\` in the data folder. Signing keys and client secrets are useless without the master key: back it up, see [operating](operating.md#the-data-folder-and-the-master-key) |
| \`PORTICO_MASTER_KEY_NEXT\` | the key that a rotation of the master key leads to, see [operating](operating.md#rotating-the-master-key) |
| \`PORTICO_URL\`, \`PORTICO_CLIENT_ID\`, \`PORTICO_CLIENT_SECRET\` or \`PORTICO_CLIENT_SECRET_FILE\` | the server and the credentials of the [commands](commands.md) that talk to a server, in place of \`portico login\`; the last one names a file that holds the secret |
| \`PORTICO_TEST_POSTGRES\` | the URL of a PostgreSQL server for the [tests](../CONTRIBUTING.md#tests) |
`

const rowOf = (name: SettingName, setting: Setting<unknown>): string[] => [
  name === 'sample' ? '`--sample`, `--no-sample`' : code(setting.flag),
  code(setting.env),
  setting.default === undefined ? '' : code(setting.default),
  plain(setting.description),
]
