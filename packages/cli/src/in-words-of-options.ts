import type { Argument, Command, Option } from 'commander'

const fieldsOfOptions = new WeakMap<Option | Argument, readonly string[]>()

/** Tells which fields or parameters of the API an option sets, where they are called otherwise than the option. */
export function withFields<T extends Option | Argument>(taken: T, ...fields: string[]): T {
  fieldsOfOptions.set(taken, fields)
  return taken
}

/** The fields and parameters of options that many commands have, by what commander calls their value */
const usual: Record<string, readonly string[]> = {
  search: ['nameContains', 'nameOrEmailContains'],
  environment: ['environmentKey'],
  stage: ['environmentKey'],
  asset: ['assetKey'],
  entity: ['entityKey'],
  expires: ['expiresOn'],
  overlap: ['overlapHours'],
  tokenMinutes: ['accessTokenMinutes'],
  tokenType: ['accessTokenType'],
  message: ['commitMessage'],
  grant: ['permissions'],
  scope: ['scopes'],
  role: ['applicationRoleKeys'],
  group: ['groupKeys'],
  builtIn: ['addToBuiltInIdentityProvider'],
  provider: ['identityProviderKeys'],
  allow: ['origins'],
}

/**
 * A refusal that names a field of the API, in words of whoever typed the command: `The option --expires must be …` for
 * `The field expiresOn must be …`. What no option or argument of the command sets keeps its name.
 */
export function inWordsOfOptions(refusal: string, command: Command | undefined): string {
  const names = command ? namesOf(command) : new Map<string, string>()
  return refusal.replace(fieldInRefusal, (whole, kind: string | undefined, field: string) => {
    const name = names.get(field)
    // A word such as `name` is a field only where it is called one.
    if (name === undefined || (kind === undefined && !/[A-Z]/.test(field))) return whole
    if (kind === undefined) return name
    return `${kind.startsWith('The') ? 'The' : 'the'} ${name.startsWith('<') ? 'argument' : 'option'} ${name}`
  })
}

/** With the place in a list or an object, which an option has none of. What stands in an address or in quotes is none. */
const fieldInRefusal =
  /(?<![\w./'"?&=-])(?:(The (?:field|parameter)|the (?:field|parameter)) )?([a-z]\w*)(?:\[\d+\]|\.\w+)*(?![\w/'"=-])/g

/** What is typed for each field: `--expires`, `<name>` */
function namesOf(command: Command): Map<string, string> {
  const taken = [
    ...command.registeredArguments.map((one) => ({ one, own: one.name(), name: `<${one.name()}>` })),
    ...command.options.map((one) => ({ one, own: one.attributeName(), name: one.long ?? one.flags })),
  ]
  return new Map(
    taken.flatMap(({ one, own, name }) =>
      [own, ...(usual[own] ?? []), ...(fieldsOfOptions.get(one) ?? [])].map((field) => [field, name] as const),
    ),
  )
}
