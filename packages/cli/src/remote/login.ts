import { createPortico } from '@portico/sdk'
import { Command, Option } from 'commander'
import { CommandError, UsageError } from '../failures.ts'
import { io } from '../io.ts'
import { print } from '../print.ts'
import { serverUrl } from './connect.ts'
import { profilesFile, readProfiles, writeProfiles } from './profiles.ts'

interface LoginOptions {
  url: string
  clientId: string
  clientSecret?: string
  clientSecretStdin?: boolean
  json?: boolean
}

export const loginCommand = (): Command =>
  new Command('login')
    .requiredOption('--url <url>', 'the server, such as https://id.example.com, or an ODC tenant', serverUrl)
    .requiredOption('--client-id <id>', 'client ID of the API client')
    .addOption(
      new Option(
        '--client-secret <secret>',
        'its secret; other users of this machine can see it while it runs',
      ).conflicts('clientSecretStdin'),
    )
    .option('--client-secret-stdin', 'read the secret from standard input')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
The command asks for the secret where none is given. It tries the credentials, then stores them in
${profilesFile()}, readable by you alone.

Examples:
  portico login --url http://localhost:8080 --client-id a581c2e22bb20db4352997cbc5e824ae
  portico login --url https://id.example.com --client-id "$ID" --client-secret-stdin < secret.txt`,
    )
    .action(async (options: LoginOptions) => {
      const { url, clientId } = options
      const clientSecret = await secretOf(options)
      await createPortico({ url, clientId, clientSecret }).accessToken()
      const { servers } = readProfiles()
      writeProfiles({ current: url, servers: { ...servers, [url]: { clientId, clientSecret } } })
      print(options.json, { url, clientId, file: profilesFile() }, () => `Logged in to ${url}.`)
    })

export const logoutCommand = (): Command =>
  new Command('logout')
    .addOption(new Option('--url <url>', 'the server; otherwise the last one logged in to').argParser(serverUrl))
    .addOption(new Option('--all', 'forget all servers').conflicts('url'))
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  portico logout\n  portico logout --url https://id.example.com')
    .action((options: { url?: string; all?: boolean; json?: boolean }) => {
      const { current, servers } = readProfiles()
      const forgotten = options.all ? Object.keys(servers) : [options.url ?? current].filter((url) => url !== null)
      const unknown = forgotten.find((url) => !(url in servers))
      if (unknown) throw new UsageError(`you are not logged in to ${unknown}.`)
      if (forgotten.length === 0) throw new UsageError('you are not logged in.')
      const left = Object.entries(servers).filter(([url]) => !forgotten.includes(url))
      const next = left.some(([url]) => url === current) ? current : (left.at(-1)?.[0] ?? null)
      writeProfiles({ current: next, servers: Object.fromEntries(left) })
      print(options.json, { forgotten }, () => `Logged out of ${forgotten.join(', ')}.`)
    })

async function secretOf({ clientSecret, clientSecretStdin }: LoginOptions): Promise<string> {
  if (clientSecret) return clientSecret
  if (!clientSecretStdin && !io().stdin.isTTY) {
    throw new UsageError('give the secret with --client-secret-stdin or --client-secret.')
  }
  const secret = clientSecretStdin ? await readStdin() : await ask()
  if (!secret) throw new CommandError('the secret is empty.')
  return secret
}

async function readStdin(): Promise<string> {
  let text = ''
  for await (const part of io().stdin.setEncoding('utf8')) text += part
  return text.trim()
}

async function ask(): Promise<string> {
  // Imported here, so that other commands don't load it.
  const { isCancel, password } = await import('@clack/prompts')
  const answer = await password({ message: 'Client secret', output: io().stderr })
  if (isCancel(answer)) throw new CommandError('cancelled.')
  return answer
}
