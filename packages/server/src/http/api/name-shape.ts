import { asciiLowerCase } from './ascii-lower-case.ts'

/** The part of a JSON schema that says which names there are. */
export interface NameSchema {
  type?: string | readonly string[]
  properties?: Record<string, NameSchema>
  additionalProperties?: unknown
  items?: NameSchema
  anyOf?: readonly NameSchema[]
  oneOf?: readonly NameSchema[]
  allOf?: readonly NameSchema[]
}

/** The names that a value may have, here and inside. */
export interface NameShape {
  /** By their small letters. Undefined where no object with declared names is expected: nothing looks into it then. */
  names?: ReadonlyMap<string, { name: string; shape: NameShape }>
  /** Whether other names are taken as well */
  isOpen: boolean
  /** Of what stands in a list */
  items?: NameShape
}

/**
 * What a schema declares. A union has the names of all its branches: which of them go together is for the validation.
 * @throws Error where two declared names differ in the case of their letters only
 */
export const nameShapeOf = (schema: NameSchema): NameShape => merged([schema])

function merged(schemas: readonly NameSchema[]): NameShape {
  const branches = schemas.flatMap(branchesOf)
  const objects = branches.filter(
    ({ properties, additionalProperties }) => properties ?? additionalProperties === false,
  )
  const items = branches.flatMap((branch) => branch.items ?? [])
  return {
    ...(objects.length > 0 && { names: namesOf(objects) }),
    isOpen: objects.some(({ additionalProperties = true }) => additionalProperties !== false),
    ...(items.length > 0 && { items: merged(items) }),
  }
}

const branchesOf = (schema: NameSchema): NameSchema[] => [
  schema,
  ...[schema.anyOf, schema.oneOf, schema.allOf].flatMap((parts) => (parts ?? []).flatMap(branchesOf)),
]

function namesOf(objects: readonly NameSchema[]): NameShape['names'] {
  const declared = new Map<string, NameSchema[]>()
  for (const { properties = {} } of objects) {
    for (const [name, schema] of Object.entries(properties)) {
      declared.set(name, [...(declared.get(name) ?? []), schema])
    }
  }
  const names = new Map<string, { name: string; shape: NameShape }>()
  for (const [name, schemas] of declared) {
    const folded = asciiLowerCase(name)
    const other = names.get(folded)
    if (other) throw new Error(`${other.name} and ${name} are declared and differ in case only`)
    names.set(folded, { name, shape: merged(schemas) })
  }
  return names
}
