import { type ExampleKeys, fillPath } from './examples.ts'
import type { Random } from './fuzz/random.ts'

/** Writes names and paths in other case, by choices of `random`. */
export function otherSpellings(random: Random) {
  /** The same letters in other case, at least one of them */
  function scramble(text: string): string {
    const at = random.pick([...text.matchAll(/[a-z]/gi)].map(({ index }) => index))
    const flip = (letter: string): string => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase())
    return [...text].map((letter, i) => (i === at || random.chance(0.4) ? flip(letter) : letter)).join('')
  }

  return {
    scramble,

    /** A body with every name in it in other case */
    scrambleNames: (body: unknown): unknown =>
      mapObjects(body, (fields) => fields.map(([name, part]) => [scramble(name), part])),

    /** The words of a path in other case, keys in capitals, and a slash at the end */
    scramblePath(path: string, keys: ExampleKeys): string {
      const filled = fillPath(path, keys).split('/')
      const segments = path.split('/').map((segment, i) => {
        if (segment.startsWith('{')) return filled[i]?.toUpperCase()
        return segment === '' ? '' : scramble(segment)
      })
      return `${segments.join('/')}/`
    },
  }
}

/** A body with an unknown field in each of its objects */
export const withUnknown = (body: unknown): unknown =>
  mapObjects(body, (fields) => [...fields, ['shoeSize', 'hush-42']])

/** What Portico-Ignored has to name of `withUnknown`, in its order */
export function unknownIn(body: unknown, path = ''): string[] {
  if (Array.isArray(body)) return body.flatMap((part) => unknownIn(part, `${path.slice(0, -1)}[].`))
  if (typeof body !== 'object' || body === null) return []
  return [...Object.entries(body).flatMap(([name, part]) => unknownIn(part, `${path}${name}.`)), `${path}shoeSize`]
}

/** Every body that has one object of `body` with an unknown field more */
export function eachWithUnknown(body: unknown): unknown[] {
  if (Array.isArray(body)) return body.flatMap((part, i) => eachWithUnknown(part).map((one) => body.with(i, one)))
  if (typeof body !== 'object' || body === null) return []
  const inside = Object.entries(body).flatMap(([name, part]) =>
    eachWithUnknown(part).map((one) => ({ ...body, [name]: one })),
  )
  return [{ ...body, shoeSize: 'hush-42' }, ...inside]
}

/** Each object in a value, with its fields given by a function */
function mapObjects(value: unknown, map: (fields: [string, unknown][]) => [string, unknown][]): unknown {
  if (Array.isArray(value)) return value.map((part) => mapObjects(part, map))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(map(Object.entries(value)).map(([name, part]) => [name, mapObjects(part, map)]))
}
