import type { Command, Option } from 'commander'
import { buildProgram } from '../packages/cli/src/program.ts'
import { code, note, plain, table } from './markdown.ts'

/** docs/commands.md: every command with its options, as `--help` shows them. */
export async function commandsPage(): Promise<string> {
  const commands = (await buildProgram()).commands.flatMap(leavesOf)
  return `${note}

# Commands

\`npx portico <command> --help\` describes each command and gives examples. All but \`completion\` take \`--json\`, to print JSON.
\`source <(portico completion bash)\`, or zsh, lets the shell complete them; fish reads what \`portico completion fish\` prints
from \`~/.config/fish/completions/portico.fish\`. That is for a shell that finds \`portico\` itself, in a clone after
\`export PATH="$PWD/node_modules/.bin:$PATH"\`: what \`npx\` runs is not completed.

The commands \`start\` to \`migrate\` work on the database directly, also while a server runs, which notices within a
second; \`restore\` alone needs it to be stopped. They find the database as the server does: by \`--data\` or \`--database\`, or the [variables](settings.md). Where
there are several organizations, those that work in one take \`--organization\` with its key, name or domain.

The commands \`login\` to \`audit\` talk to a server anywhere, through its API, with the credentials of \`login\` or of
\`PORTICO_URL\`, \`PORTICO_CLIENT_ID\` and \`PORTICO_CLIENT_SECRET\` or \`PORTICO_CLIENT_SECRET_FILE\`. \`--url\` picks one of several servers.

A command ends with 0 when all is done, 1 when it was refused or failed, 2 for wrong usage, 3 when an import is
partly done, or would be on a dry run, and 130 when Ctrl+C has ended an import.

\`\`\`bash
npx portico api-client create --name Report --grant 'View end users:Development,Test'
npx portico api-client generate-secret Report --overlap 24
npx portico keys rotate --algorithm EdDSA
\`\`\`

${table(
  ['Command', 'What it does'],
  commands.map((command) => [code(usageOf(command)), plain(sentence(command.description()))]),
)}

${commands.flatMap(optionsOf).join('\n')}`
}

/** The commands that do something: those of a group, or the command itself. */
const leavesOf = (command: Command): readonly Command[] => (command.commands.length > 0 ? command.commands : [command])

/** `users grant <user>` */
function usageOf(command: Command): string {
  const group = command.parent?.name() === 'portico' ? [] : [command.parent?.name()]
  return [...group, command.name(), ...command.registeredArguments.map((argument) => `<${argument.name()}>`)].join(' ')
}

/** The page says once what they are. */
const sharedOptions = ['json', 'data', 'database', 'organization', 'url']

/** The settings of the server have a page of their own. */
function optionsOf(command: Command): string | [] {
  const heading = `## ${code(usageOf(command))}\n`
  if (command.name() === 'start') return `${heading}\nEvery [setting](settings.md) is an option of it.\n`
  const rows = command.options
    .filter((option) => option.mandatory || !sharedOptions.includes(option.attributeName()))
    .map((option) => [code(option.flags), plain(describe(option))])
  return rows.length === 0 ? [] : `${heading}\n${table(['Option', 'What it is'], rows)}\n`
}

function describe({ description, mandatory, argChoices, defaultValue }: Option): string {
  const facts = [
    mandatory ? 'required' : [],
    argChoices ? `one of ${argChoices.join(', ')}` : [],
    defaultValue === undefined ? [] : `default ${defaultValue}`,
  ].flat()
  return facts.length === 0 ? description : `${description} (${facts.join('; ')})`
}

const sentence = (text: string): string => (text.endsWith('.') ? text : `${text}.`)
