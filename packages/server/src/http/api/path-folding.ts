import { asciiLowerCase } from './ascii-lower-case.ts'

/** A place in the known paths, and what may stand there. */
interface Place {
  /** By their small letters */
  words: Map<string, { word: string; next: Place }>
  /** What follows a parameter, which is any text */
  parameter?: Place
}

export interface PathFolding {
  /** Makes a route's path known: `/api/identity/v1/users/:key` */
  add(url: string): void
  /** The URL as the router knows it, or as it is where its path is none of the known ones */
  fold(url: string): string
}

const newPlace = (): Place => ({ words: new Map() })

/**
 * Gives the words in a URL's path the case that its route has, and takes one slash away from its end. Parameters and the
 * query stay as they are. What results is a path that the caller could have sent: everything that guards a route comes
 * after it. Only one slash: `/groups/{key}//` is a program that left two values out, and does not mean the group.
 */
export function createPathFolding(): PathFolding {
  const root = newPlace()

  function wordsOf(segments: readonly string[]): string[] | undefined {
    let at: Place | undefined = root
    const found: string[] = []
    for (const segment of segments) {
      const known: { word: string; next: Place } | undefined = at.words.get(asciiLowerCase(segment))
      at = known ? known.next : segment === '' ? undefined : at.parameter
      if (!at) return undefined
      found.push(known ? known.word : segment)
    }
    return found
  }

  return {
    add(url) {
      let at = root
      for (const word of url.slice(1).split('/')) {
        if (word.startsWith(':')) {
          at.parameter ??= newPlace()
          at = at.parameter
          continue
        }
        const known = at.words.get(asciiLowerCase(word)) ?? { word, next: newPlace() }
        at.words.set(asciiLowerCase(word), known)
        at = known.next
      }
    },
    fold(url) {
      const end = url.search(/[?#]/)
      const path = end === -1 ? url : url.slice(0, end)
      if (!/[A-Z]|\/$/.test(path) || !path.startsWith('/')) return url
      const words = wordsOf((path.endsWith('/') ? path.slice(1, -1) : path.slice(1)).split('/'))
      return words ? `/${words.join('/')}${url.slice(path.length)}` : url
    },
  }
}
