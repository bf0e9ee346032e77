import { Problem } from '../../problems/problem.ts'
import { asciiLowerCase } from './ascii-lower-case.ts'
import type { IgnoredNames } from './ignored-names.ts'
import type { NameShape } from './name-shape.ts'

type Named = Record<string, unknown>

/** No name is that long. Of a longer one, which may fill a body, even the small letters take time. */
const longestName = 256

/**
 * Gives the names in a value their declared spelling, in place: those of a query's parameters or of a body's fields,
 * however deep. It goes only as deep as the schema does.
 * @param ignored takes the names that are not declared, which are removed; absent: they stay, for the validation to refuse
 * @throws Problem invalid_body, invalid_parameter where one name is there in two spellings
 */
export function foldNames(
  where: 'parameter' | 'field',
  value: unknown,
  shape: NameShape,
  ignored?: IgnoredNames,
  path = '',
): void {
  if (Array.isArray(value)) {
    const { items } = shape
    const inside = `${path.replace(/\.$/, '')}[].`
    if (items) for (const item of value) foldNames(where, item, items, ignored, inside)
    return
  }
  if (!shape.names || !isObject(value)) return
  const spellings = new Map<string, string>()
  for (const spelling of Object.keys(value)) {
    const declared = spelling.length <= longestName ? shape.names.get(asciiLowerCase(spelling)) : undefined
    if (!declared) {
      if (shape.isOpen || !ignored) continue
      delete value[spelling]
      ignored.add(path, spelling)
      continue
    }
    const { name } = declared
    const other = spellings.get(name)
    if (other !== undefined) throw givenTwice(where, path, other, spelling)
    spellings.set(name, spelling)
    const part = value[spelling]
    if (spelling !== name) {
      delete value[spelling]
      value[name] = part
    }
    if (declared.shape.names || declared.shape.items) foldNames(where, part, declared.shape, ignored, `${path}${name}.`)
  }
}

const isObject = (value: unknown): value is Named => typeof value === 'object' && value !== null

/** Which of the two counts would be a guess, and another program on the way may guess otherwise. */
function givenTwice(where: 'parameter' | 'field', path: string, one: string, other: string): Problem {
  const detail = `${path}${one} and ${path}${other} are the same ${where}, because case is ignored. Give it once.`
  return new Problem(where === 'field' ? 'invalid_body' : 'invalid_parameter', detail)
}

/** Removes the parameters that have no value, also among repeated ones: many programs send `nameContains=`. */
export function dropEmptyParameters(query: Named): void {
  for (const [name, value] of Object.entries(query)) {
    if (value === '') delete query[name]
    if (!Array.isArray(value) || !value.includes('')) continue
    const given = value.filter((one) => one !== '')
    if (given.length === 0) delete query[name]
    else query[name] = given.length === 1 ? given[0] : given
  }
}
